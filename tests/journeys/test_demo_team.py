"""The demo's sales team: every read of face 002 has something to show."""

from sandbox import demo
from tests.api import playing
from tests.secretary import Secretary


def test_every_read_of_the_game_shows_life(office: Secretary) -> None:
    club = office.club

    demo.fill(club.house, club.residents)

    level = club.got(f"{playing.BASE}/level", role="member")
    assert (level["name"], level["points"], level["progress_pct"]) == ("level_8", 5, 64)
    badges = club.got(f"{playing.BASE}/badges", role="member")["badges"]
    assert [one["name"] for one in badges if one["achieved"]] == ["clean_sheet", "the_seller"]
    ranks = {one["name"]: one["id"] for one in club.got(playing.RANKS)["data"]}
    assert [*ranks] == ["Converters", "Email masters", "Top sellers"]
    for name, place, score in (("Converters", 1, 62.5), ("Email masters", 2, 5)):
        own = club.got(f"{playing.RANKS}/{ranks[name]}/scores", role="member")["current_rank"]
        assert (own["rank"], own["score"]) == (place, score), name
    stream = playing.walk(club, playing.STREAM, role="member")
    assert {one["event_type"] for one in stream} >= {"new_level", "new_badge", "new_achievement", "new_rank"}
    assert any(one["high_fived"] for one in stream) and not all(one["high_fived"] for one in stream)
    fives = club.got(f"{playing.STREAM}/{stream[0]['id']}/high-five/users")
    assert fives["pagination"]["total"] == 2
    assert club.got(playing.PATHS)["data"] and club.got(f"{playing.BASE}/settings")["badge_default"] == 1
