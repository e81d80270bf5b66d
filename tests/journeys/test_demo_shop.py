"""The demo's shop: who has earned what, what waits, and what comes when the clock is turned."""

from datetime import timedelta

from sandbox import demo
from tests.secretary import Secretary

SPACE = "/api/example"


def test_the_demo_s_shop_has_awards_given_awards_that_wait_and_members_on_their_way(
    office: Secretary,
) -> None:
    club = office.club

    demo.fill(club.house, club.residents)

    def awards(ref: str) -> dict[str, str]:
        found = club.got(f"{SPACE}/members/reference/{ref}/awards")["data"]
        return {one["reward"]["rewardName"]: one["state"] for one in found}

    def points(ref: str) -> float:
        uid = club.got(f"{SPACE}/members/reference/{ref}")["data"]["id"]
        return float(club.got(f"person/{uid}/points/balance/")["points"])

    assert awards("shop-ada") == {"A badge": "Claimed", "50 points": "Held", "100 points": "Held"}
    assert awards("shop-ben") == {"A badge": "Claimed"}
    assert awards("shop-eve") == {}
    assert points("shop-ada") == 0

    club.house.turn_to(club.house.clock.now() + timedelta(minutes=11))

    assert awards("shop-ada")["50 points"] == "Claimed" and points("shop-ada") == 50
    names = {one["name"]: one["achievementLiveStatus"] for one in club.got(f"{SPACE}/achievements")["data"]}
    assert names["Ten thousand in a month"] == "Draft" and names["Ten wins"] == "Live"
