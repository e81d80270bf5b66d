"""The demo's targets: every read of face 004 has something to show."""

from datetime import timedelta

from sandbox import demo
from tests.api import aiming
from tests.secretary import Secretary


def test_every_read_of_the_targets_shows_life(office: Secretary) -> None:
    club = office.club

    demo.fill(club.house, club.residents)

    milestone, streak = sorted(club.got(aiming.GROUPS)["data"], key=lambda one: str(one["name"]))
    assert (milestone["trackingType"], streak["trackingType"]) == ("DEFAULT", "STREAKS")
    fay, gus = (
        club.got(f"person/?member_ref=shop-{name}")["results"][0]["number"] for name in ("fay", "gus")
    )
    own = club.residents.member["number"]
    of_fay = {one["name"]: one for one in aiming.status(club, fay).values()}
    sales, (of_gus,) = of_fay["1000 a month"], aiming.status(club, gus).values()
    assert (sales["periods"][0]["achievedValue"], sales["periods"][0]["achieved"]) == (1150, True)
    assert of_gus["periods"][0]["achievedValue"] == 420
    (mine,) = aiming.status(club, own, role="member").values()
    assert mine["streak"]["currentValue"] == 1 and mine["streak"]["levels"][0]["achieved"]
    club.house.turn_to(club.house.clock.now() + timedelta(days=16))
    (mine,) = aiming.status(club, own, role="member").values()
    assert mine["streak"]["currentValue"] == 0
