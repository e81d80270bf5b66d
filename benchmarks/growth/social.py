"""What the social stream costs when it is long, and a member's own ledger and awards when they are."""

from collections.abc import Mapping

from benchmarks.growth.growing import Act, Growth
from benchmarks.growth.house import NOON, Quiet
from chalicelib.actions import contacts, posting
from chalicelib.domain.gamification.stream import Entry, Head
from chalicelib.domain.gamification.user import user_of
from chalicelib.store import stream
from tests import posting as posts
from tests.api import playing
from tests.awarding import given, table_of

SIZES = (100, 1_000, 10_000, 100_000)


def entries(house: Quiet, size: int) -> Mapping[str, Act]:
    club, table = house.club, table_of(house.club)
    person = club.person(email="grace@example.org", phone="+4588888888")
    contact = contacts.get(table, "person", person["uid"])
    data, user = {"level": {"name": "level_7"}}, user_of(contact)
    made = (Entry(n, contact.uid, "new_level", data, NOON, user) for n in range(1, size + 1))
    house.load(stream.entered("example", one) for one in made)
    house.load([stream.moved("example", Head(), Head(size, NOON))])

    def post(number: int) -> None:
        (uid,) = posts.wait_for_a_number(table, contact.uid, [number], NOON)
        posting.number(table, [uid], now=NOON)

    middle = f"{playing.STREAM}?page={size // 30}"
    high = f"{playing.STREAM}/{size // 2}/high-five"
    return {
        "The first page of the stream": lambda _: club.got(playing.STREAM, role="member"),
        "The page in the middle of it": lambda _: club.got(middle, role="member"),
        "A high five given, taken back": lambda n: club.ask(("PUT", "DELETE")[n % 2], high, role="member"),
        "A post numbered": post,
    }


def high_fives(house: Quiet, size: int) -> Mapping[str, Act]:
    """All of one entry."""
    entries(house, 100)
    house.load(stream.high_five("example", f"{n:024x}", 50, at=NOON, listed=True) for n in range(size))
    path = f"{playing.STREAM}/50/high-five"
    return {
        "A high five more": lambda n: house.club.ask(("PUT", "DELETE")[n % 2], path, role="member"),
        "Who gave a high five": lambda _: house.club.got(f"{path}/users"),
    }


def ledger(house: Quiet, size: int) -> Mapping[str, Act]:
    """All of one contact."""
    club, contact = house.club, house.club.person()
    path = f"person/{contact['uid']}/points/"

    def give(number: int = 0) -> Mapping[str, str]:
        return {club.made(path, {"points": 5, "reason": f"helped {number}"})["uid"]: "{n:024x}"}

    give()
    house.multiply(give, size)
    house.pass_time(hours=1)
    club.got(path)
    return {
        "Points given": give,
        "The balance of points": lambda _: club.got(f"{path}balance/"),
        "A page of the ledger": lambda _: club.got(path),
    }


def awards(house: Quiet, size: int) -> Mapping[str, Act]:
    """All of one contact."""
    club, contact = house.club, house.club.person(member_ref="ada")["uid"]
    house.multiply(lambda: {given(club, contact): "{n:020}"}, size)
    house.pass_time(hours=1)
    path = f"/api/example/members/{contact}/awards"
    club.got(path)
    return {"A page of a member's awards": lambda _: club.got(path)}


ALL_OF_THEM = (
    "Its total, and who came first, take a look at all of them, some 30 for 0.5 RRU; a counter would make each "
    "high five dearer and one key hot"
)

GROWTHS = (
    Growth("stream", SIZES, entries),
    Growth("high fives", SIZES, high_fives, turns=4, grows={"Who gave a high five": ALL_OF_THEM}),
    Growth("ledger", SIZES, ledger, turns=4),
    Growth("awards", SIZES, awards, turns=4),
)
