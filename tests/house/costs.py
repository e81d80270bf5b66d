"""The operations that docs/table.md has a price for: what is prepared, and then what is done and measured."""

from collections.abc import Callable
from typing import Any

from chalicelib.actions import awarding, issuing
from chalicelib.domain.award import Issue
from tests.api import competing
from tests.asking import Club
from tests.awarding import given, table_of
from tests.domain.awards import NOON, a_reward
from tests.house import game_costs, mail_costs, member_costs, road_costs, target_costs
from tests.house.game_costs import with_points

ADA = {"first_name": "Ada", "email": "ada@example.org"}


def added(club: Club) -> Callable[[], Any]:
    return lambda: club.made("person/", ADA)


def changed(club: Club) -> Callable[[], Any]:
    uid = club.made("person/", ADA)["uid"]
    return lambda: club.done(f"person/{uid}/", {"timezone": "Europe/Berlin"})


def removed(club: Club) -> Callable[[], Any]:
    uid = club.made("person/", ADA)["uid"]
    return lambda: club.ask("DELETE", f"person/{uid}/")


def type_added(club: Club) -> Callable[[], Any]:
    return club.type


def type_changed(club: Club) -> Callable[[], Any]:
    uid = club.type()["uid"]
    return lambda: club.done(f"achievement_type/{uid}/", {"description": "new"})


def started(club: Club) -> Callable[[], Any]:
    refs = {"achievement_type_ref": club.type()["uri"], "contact_ref": club.made("person/", ADA)["uri"]}
    return lambda: club.made("achievement/", refs)


def of_an_achievement(call: str, body: Any = None) -> Callable[[Club], Callable[[], Any]]:
    def prepared(club: Club) -> Callable[[], Any]:
        uid = club.start(club.type(steps=["One", "Two"]))["uid"]
        if call == "finish":
            club.done(f"achievement/{uid}/complete_all_steps/")
        return lambda: club.done(f"achievement/{uid}/{call}/", body)

    return prepared


def achievement_removed(club: Club) -> Callable[[], Any]:
    uid = club.start()["uid"]
    return lambda: club.ask("DELETE", f"achievement/{uid}/")


def shown(club: Club) -> Callable[[], Any]:
    uid = club.start()["uid"]
    return lambda: club.got(f"achievement/{uid}/")


def found(club: Club) -> Callable[[], Any]:
    club.made("person/", ADA)
    return lambda: club.got("person/?email=ada@example.org")


def defined(club: Club) -> Callable[[], Any]:
    return lambda: competing.made(club)


def redefined(club: Club, **changes: Any) -> Callable[[], Any]:
    uid = competing.made(club)["id"]
    changes = changes or {"name": "Another"}
    return lambda: competing.put(club, uid, {"achievement": changes})


def made_live(club: Club) -> Callable[[], Any]:
    return redefined(club, achievementLiveStatus="Live")


def archived(club: Club) -> Callable[[], Any]:
    uid = competing.made(club, achievementLiveStatus="Live")["id"]
    return lambda: club.ask("DELETE", f"{competing.SPACE}/achievements/{uid}")


def to_be_awarded(club: Club) -> Callable[[], Any]:
    contact, table = club.made("person/", ADA)["uid"], table_of(club)
    writes = awarding.awards_of("example", Issue("A" * 20, contact, "1"), [a_reward()], at=NOON)
    return lambda: table.transact(writes)


def to_be_issued(club: Club) -> Callable[[], Any]:
    """Beside the API: what the stream or the sweep does."""
    uid = given(club, with_points(club))
    table, now = table_of(club), club.house.clock.now()
    return lambda: issuing.fall_due(table, uid, at=now)


def to_be_claimed(club: Club) -> Callable[[], Any]:
    contact = with_points(club)
    uid = given(club, contact, acknowledgement=True)
    return lambda: club.ask("POST", f"/api/example/members/{contact}/award/{uid}/award")


def to_be_given(club: Club) -> Callable[[], Any]:
    uid = with_points(club)
    return lambda: club.made(f"person/{uid}/points/", {"points": 5, "reason": "helped"})


OPERATIONS: dict[str, Callable[[Club], Callable[[], Any]]] = {
    "add a contact (one address)": added,
    "change a contact": changed,
    "remove a contact (address, number)": removed,
    "add a type or a group": type_added,
    "change a type": type_changed,
    "start an achievement": started,
    "complete, uncomplete a step": of_an_achievement("complete_step", {"number": 1}),
    "complete all, reset": of_an_achievement("complete_all_steps"),
    "finish, reopen": of_an_achievement("finish"),
    "remove an achievement": achievement_removed,
    "define an achievement by rules (the seed's)": defined,
    "change a draft (the seed's)": redefined,
    "make a draft live (the seed's)": made_live,
    "archive a live one (the seed's)": archived,
    "show a record": shown,
    "contacts by e-mail, number, member_ref": found,
    "award a reward, in its event's transaction": to_be_awarded,
    "issue an award that gives points": to_be_issued,
    "claim an award that gives points": to_be_claimed,
    "give points": to_be_given,
    **game_costs.OPERATIONS,
    **target_costs.OPERATIONS,
    **member_costs.OPERATIONS,
    **road_costs.OPERATIONS,
    **mail_costs.OPERATIONS,
}
