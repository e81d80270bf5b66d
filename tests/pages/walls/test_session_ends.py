"""When sessions end by themselves: a module of its own, for it turns its scene's clock."""

from datetime import timedelta

from tests.pages.browser import SITE
from tests.pages.walls.scene import Scene

HOURS = {12: ("admin",), 30 * 24: ("coach", "staff", "parent")}


def test_a_session_ends_on_time_however_much_it_is_used(scene: Scene) -> None:
    clock = scene.club.house.clock
    began = clock.now()

    for hours, people in HOURS.items():
        clock.turn_to(began + timedelta(hours=hours, seconds=-1))
        before = [scene.browsers[who].get(SITE, follow=False).status for who in people]
        clock.turn_to(began + timedelta(hours=hours))
        after = [scene.browsers[who].get(SITE, follow=False).status for who in people]

        assert (set(before), set(after)) == ({200}, {303}), people
