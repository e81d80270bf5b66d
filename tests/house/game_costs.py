"""Activity events, and what face 002 does with them, as operations that docs/table.md has a price for."""

from collections.abc import Callable
from decimal import Decimal
from itertools import count
from typing import Any

from chalicelib.actions import badges, high_fives, levels, posting
from chalicelib.reactions import book
from chalicelib.store import stream
from tests import posting as posts
from tests.api import competing, playing
from tests.asking import Club
from tests.awarding import table_of
from tests.domain.awards import NOON
from tests.gaming import issue, play

ADA = {"first_name": "Ada", "email": "ada@example.org"}


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
        book.follow(table, event, now=wired.clock(), templates=frozenset(), base_url="")

    return follow


def badges_shown(club: Club) -> Callable[[], Any]:
    uid, table = with_points(club), table_of(club)
    return lambda: badges.badges_of(table, uid)


def level_shown(club: Club) -> Callable[[], Any]:
    uid, table = with_points(club), table_of(club)
    return lambda: levels.level_of(table, uid)


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


def posted(club: Club) -> Callable[[], Any]:
    post = posts.a_post(crowd(club, 1)[0], 1, NOON)
    return lambda: table_of(club).transact([stream.posted("example", post)])


def numbered(many: int) -> Callable[[Club], Callable[[], Any]]:
    def prepared(club: Club) -> Callable[[], Any]:
        table = table_of(club)
        each = enumerate(crowd(club, many))
        uids = [uid for place, one in each for uid in posts.wait_for_a_number(table, one, [place], NOON)]
        return lambda: posting.number(table, uids, now=NOON)

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
