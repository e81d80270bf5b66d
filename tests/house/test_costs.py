"""What docs/table.md says that an operation costs is what the meter measures."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pytest

from chalicelib.actions import awarding, badges, high_fives, issuing, levels, posting
from chalicelib.domain.award import Issue
from chalicelib.reactions import book
from chalicelib.store import keys, stream
from sandbox.meter import Usage
from tests import posting as posts
from tests.api import competing, playing
from tests.asking import Club
from tests.awarding import given, table_of
from tests.domain.awards import NOON, a_reward
from tests.gaming import issue, play
from tests.house import pages

COSTS = pages.lines(pages.DOCS / "table.md")
PRICE = re.compile(r"[0-9]+(\.5)?")
AUTHENTICATION = 1.0  # RRU: the table leaves it out
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

    def award() -> None:
        table.get(keys.award("example", "none"))  # in the place of a request's authentication
        table.transact(writes)

    return award


def to_be_issued(club: Club) -> Callable[[], Any]:
    """Beside the API: what the stream or the sweep does."""
    uid = given(club, with_points(club))
    table, now = table_of(club), club.house.clock.now()

    def issue() -> None:
        table.get(keys.award("example", "none"))  # in the place of a request's authentication
        issuing.fall_due(table, uid, at=now)

    return issue


def to_be_claimed(club: Club) -> Callable[[], Any]:
    contact = with_points(club)
    uid = given(club, contact, acknowledgement=True)
    return lambda: club.ask("POST", f"/api/example/members/{contact}/award/{uid}/award")


def to_be_given(club: Club) -> Callable[[], Any]:
    uid = with_points(club)
    return lambda: club.made(f"person/{uid}/points/", {"points": 5, "reason": "helped"})


def to_reach_a_level(club: Club) -> Callable[[], Any]:
    uid = with_points(club)
    return lambda: club.made(f"person/{uid}/points/", {"points": 500, "reason": "helped"})


def with_points(club: Club) -> str:
    """A person whom five points more bring to no other level."""
    uid = str(club.made("person/", ADA)["uid"])
    club.made(f"person/{uid}/points/", {"points": 100, "reason": "helped"})
    return uid


def to_be_followed(club: Club) -> Callable[[], Any]:
    """Beside the API: what the stream does with the issue of a badge's own rules."""
    uid, table, wired = with_points(club), table_of(club), club.house.wired
    play(club, badge_default=Decimal(5))
    issue(club, uid, "badge:the_seller")
    (event,) = (one["uid"] for one in club.got("event/?type=achievement_issued")["results"])

    def follow() -> None:
        table.get(keys.award("example", "none"))  # in the place of a request's authentication
        book.follow(table, event, now=wired.clock(), templates=frozenset(), base_url="")

    return follow


def badges_shown(club: Club) -> Callable[[], Any]:
    uid, table = with_points(club), table_of(club)

    def show() -> None:
        table.get(keys.award("example", "none"))  # in the place of a request's authentication
        badges.badges_of(table, uid)

    return show


def level_shown(club: Club) -> Callable[[], Any]:
    uid, table = with_points(club), table_of(club)

    def show() -> None:
        table.get(keys.award("example", "none"))  # in the place of a request's authentication
        levels.level_of(table, uid)

    return show


def by_conversion(club: Club) -> Callable[[], Any]:
    settings = playing.first_milestone(playing.path(club))
    return lambda: playing.rank(club, rule="conversion_rate", settings=settings)


def of_a_rank(act: Callable[[Club, str], Any]) -> Callable[[Club], Callable[[], Any]]:
    def prepared(club: Club) -> Callable[[], Any]:
        uid = playing.rank(club)["id"]
        return lambda: act(club, uid)

    return prepared


def told(action: str, points: int = 0, **more: Any) -> Callable[[Club], Callable[[], Any]]:
    def prepared(club: Club) -> Callable[[], Any]:
        competing.made(club, achievementLiveStatus="Live")
        club.done(f"{playing.BASE}/settings", {"action_points": {action: points}})
        tell(club, action, **more)  # finds the member, the rules, and the part of their sieve
        return lambda: tell(club, action, **more)

    return prepared


def case_opened(club: Club) -> Callable[[], Any]:
    path, numbers = playing.path(club)["id"], count()

    def open_one() -> None:
        tell(club, "case.opened", metadata={"relations_path_id": path, "case_id": f"case {next(numbers)}"})

    open_one()
    return open_one


def tell(club: Club, action: str, **more: Any) -> None:
    event = {"memberRefId": "ada", "action": action, **more}
    assert competing.post(club, [event], "events").json["data"][0]["status"] == "accepted"


OF_A_SEED = {  # the seed's own user, so that an entry is as large as it will be
    "phone": "+4588888888",
    "job_title": "Sales Executive",
    "profile_picture": "https://randomuser.me/api/portraits/thumb/women/5.jpg",
}


def crowd(club: Club, many: int) -> list[str]:
    fields = ({"email": f"demo{place}@easir.com", **OF_A_SEED} for place in range(many))
    return [club.person(first_name="Jane", last_name="Doe", **more)["uid"] for more in fields]


def beside_the_api(club: Club, act: Callable[[], Any]) -> Callable[[], Any]:
    def done() -> None:
        table_of(club).get(keys.award("example", "none"))  # in the place of a request's authentication
        act()

    return done


def posted(club: Club) -> Callable[[], Any]:
    post = posts.a_post(crowd(club, 1)[0], 1, NOON)
    return beside_the_api(club, lambda: table_of(club).transact([stream.posted("example", post)]))


def numbered(many: int) -> Callable[[Club], Callable[[], Any]]:
    def prepared(club: Club) -> Callable[[], Any]:
        table = table_of(club)
        each = enumerate(crowd(club, many))
        uids = [uid for place, one in each for uid in posts.wait_for_a_number(table, one, [place], NOON)]
        return beside_the_api(club, lambda: posting.number(table, uids, now=NOON))

    return prepared


def in_the_stream(call: str, path: str, fans: int = 0) -> Callable[[Club], Callable[[], Any]]:
    """Of 40 entries by forty people; asked by a member."""

    def prepared(club: Club) -> Callable[[], Any]:
        people = crowd(club, 40)
        for place, one in enumerate(people):
            posts.fill(table_of(club), one, [place], NOON)
        for one in people[:fans]:
            high_fives.give(table_of(club), one, 30, now=NOON)
        if call == "DELETE":
            club.ask("PUT", f"{playing.STREAM}{path}", role="member")
        return lambda: club.ask(call, f"{playing.STREAM}{path}", role="member")

    return prepared


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
    "… that reach a level": to_reach_a_level,
    "follow an issue that earns a badge with points": to_be_followed,
    "show badges": badges_shown,
    "show a level": level_shown,
    "create a rank of sales or e-mails": lambda club: lambda: playing.rank(club),
    "create a rank by conversion": by_conversion,
    "change a rank's name": of_a_rank(lambda club, uid: club.done(f"{playing.RANKS}/{uid}", {"name": "x"})),
    "delete a rank of sales or e-mails": of_a_rank(
        lambda club, uid: club.ask("DELETE", f"{playing.RANKS}/{uid}")
    ),
    "list ranks": of_a_rank(lambda club, _: club.got(playing.RANKS)),
    "post to the social stream, in its event's transaction": posted,
    "number one post": numbered(1),
    "… 32 posts of 32 contacts at once": numbered(32),
    "a page of the stream (15 of 40), as one who gives high fives": in_the_stream("GET", ""),
    "high five an entry": in_the_stream("PUT", "/30/high-five"),
    "take a high five back": in_the_stream("DELETE", "/30/high-five"),
    "who gave a high five (15 of 33)": in_the_stream("GET", "/30/high-five/users", fans=33),
    "a lone activity event": told("win"),
    "… that matters to nothing": told("loss"),
    "… that is a sale": told("sale", sourceValue=10),
    "… that gives points": told("visit", points=1_000),
    "… that opens a case": case_opened,
}


def used(club: Club, act: Callable[[], Any]) -> Usage:
    assert club.house.meter is not None
    club.house.meter.reset()
    act()
    return club.house.meter.total


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_costs_what_its_row_says(club: Club, name: str) -> None:
    act = OPERATIONS[name](club)

    usage = used(club, act)

    _, _, rru, wru, *_ = COSTS[name]
    assert (usage.rru - AUTHENTICATION, usage.wru) == (float(rru), float(wru)), dict(usage.by_call)


def test_following_and_sending_cost_what_their_rows_say(club: Club) -> None:
    """Time flows here, so that a claim moves the mail in the index, as it does outside."""
    mail = {"action": "send-templated-email", "template": "achievement_completed"}
    club.done("triggers/", {"achievement_completed": [mail]})
    club.finished()
    ticks, still = count(), club.house.clock.now
    club.house.wired.clock = lambda: still() + timedelta(milliseconds=next(ticks))

    usage = used(club, club.house.settle)

    follow, send, sweep = (
        COSTS[name] for name in ("follow an event, n mails", "send a mail", "the sweep, nothing due")
    )
    assert (follow[3], send[2:4], sweep[2:4]) == ("3 + 5 n", ["4 to 5", "7"], ["4", "0"])
    assert usage.wru == 3 + 5 * 1 + 7
    assert usage.rru == (float(follow[2]) - 1) + 4 + float(sweep[2]), "no guardian is read"


def test_every_row_with_a_plain_price_is_measured() -> None:
    plain = {
        name
        for name, cells in COSTS.items()
        if len(cells) == 6 and all(PRICE.fullmatch(c) for c in cells[2:5])
    }

    assert plain == set(OPERATIONS)
