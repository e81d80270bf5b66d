"""What the records of a club cost to find, list and change when there are many of them."""

from collections.abc import Callable, Mapping
from typing import Any

from benchmarks.growth.growing import Act, Growth
from benchmarks.growth.house import Quiet
from chalicelib.store import keys
from tests.asking import Club
from tests.secretary import Secretary

UID = "{n:024x}"
SEND = {"action": "send-templated-email", "template": "achievement_completed"}
SIZES = (100, 1_000, 10_000, 100_000)


def contacts(house: Quiet, size: int) -> Mapping[str, Act]:
    club = house.club
    house.multiply(lambda: _words(_grace(club)), size)
    some = club.person(first_name="Hedy", last_name="Lamarr", email="hedy@example.org")
    return {
        **_pages(house, "contacts", "person/"),
        "A contact by its e-mail address": lambda _: club.got("person/?email=hedy@example.org"),
        "A contact added": lambda n: club.person(first_name="Joan", email=f"joan{n}@example.org"),
        "A contact renamed": lambda n: club.done(f"person/{some['uid']}/", {"first_name": f"Hedy {n}"}),
        "Contacts by first name": lambda _: club.got("person/?first_name=Hedy"),
    }


def _grace(club: Club, series: str = "0") -> Any:
    mine = {"email": f"grace-{series}@example.org", "member_ref": f"M-grace-{series}"}
    return club.person(first_name="Grace", number=int(f"99999999{series}"), **mine)


def _words(contact: Any, series: str = "0") -> dict[str, str]:
    """What is each copy's own; two series share nothing."""
    uid, digest = f"{series}{{n:023x}}", f"{series}{{n:031x}}"
    return {
        contact["uid"]: uid,
        f"99999999{series}": f"{1 + int(series)}{{n:08}}",
        keys.digest(f"grace-{series}@example.org"): digest,
        keys.digest(f"M-grace-{series}"): digest,
        f"grace-{series}@": f"grace-{series}-{{n}}@",
        f"M-grace-{series}": f"M-{series}-{{n}}",
    }


def _pages(house: Quiet, what: str, target: str) -> dict[str, Act]:
    """The first page of a list and the one behind it. Whoever looks first once in five minutes counts on."""
    club = house.club
    house.pass_time(hours=1)
    club.got(target)
    following = _next(club, target)
    return {
        f"A page of {what}": lambda _: club.got(target),
        f"The next page of {what}": lambda _: club.got(following),
    }


def _next(club: Club, target: str) -> str:
    return str(club.got(target)["links"]["next"]).removeprefix("http://127.0.0.1:8000")


def achievements(house: Quiet, size: int) -> Mapping[str, Act]:
    """All of one type, each of another contact but ten of the one that is looked at."""
    club = house.club
    kind, ada = club.type(steps=["One", "Two"]), club.person()
    house.multiply(_started(club, kind), size)
    house.multiply(_started(club, kind, ada), 10)
    uid = club.start(kind, ada)["uid"]
    club.done(f"achievement/{uid}/complete_all_steps/")
    turns = ("finish", "reopen")
    ticks = club.start(kind, ada)["uid"]
    return {
        **_pages(house, "achievements", "achievement/"),
        "Achievements of a type": lambda _: club.got(f"achievement/?achievement_type={kind['uid']}"),
        "Achievements of a contact (12)": lambda _: club.got(f"achievement/?contact={ada['uid']}"),
        "An achievement started": lambda _: club.start(kind, ada),
        "A step ticked": lambda n: club.done(
            f"achievement/{ticks}/{('un', '')[n % 2]}complete_step/", {"number": 1}
        ),
        "An achievement finished, reopened": lambda n: club.done(f"achievement/{uid}/{turns[n % 2]}/"),
    }


def _started(club: Club, kind: Any, contact: Any = None) -> Callable[[], Mapping[str, str]]:
    """`contact` None: of another one each."""

    def made() -> Mapping[str, str]:
        who = contact or club.person()
        own = {} if contact else {who["uid"]: UID, str(who["number"]): "8{n:08}"}
        form = "c{n:023x}" if contact else UID
        return {club.start(kind, who)["uid"]: form, **own}

    return made


def memberships(house: Quiet, size: int) -> Mapping[str, Act]:
    club, office = house.club, Secretary(house.club)
    kind = office.type()

    house.multiply(lambda: joined(office, kind), size, only="M")
    address = "/api/v1/example/user/membership/?email=hedy@example.org"
    hedy = club.person(first_name="Hedy", email="hedy@example.org")
    office.active(kind=kind, contact=hedy)
    return {
        **_pages(house, "memberships", "member/"),
        "Memberships of a status (all)": lambda _: club.got("member/?status=active"),
        "Memberships of a status (none)": lambda _: club.got("member/?status=lapsed"),
        "A status by e-mail, fresh": lambda _: club.got(f"{address}&realtime=true"),
        "A status by e-mail, a copy": lambda _: club.got(address),
        "A member joins and is activated": lambda _: office.active(
            kind=kind, contact=club.person(first_name="Joan")
        ),
    }


def mails(house: Quiet, size: int) -> Mapping[str, Act]:
    """They are kept for 90 days, as deliveries of webhooks are."""
    house.club.done("triggers/", {"achievement_completed": [SEND]})
    house.club.finished()
    house.settle()
    (mail,) = (item for item in house.memory.items() if item["sk"]["S"] == "O")
    house.copy([mail], {mail["uid"]["S"]: UID}, size)
    return _pages(house, "mails", "mail/")


def joined(office: Secretary, kind: Any, series: str = "0", **said: str) -> Mapping[str, str]:
    """A contact with an active membership; what of it is each copy's own."""
    contact = _grace(office.club, series)
    made = office.active(kind=kind, contact=contact, **said)
    number = made["membership_number"]
    return {
        **_words(contact, series),
        made["uid"]: f"e{series}{{n:022x}}",
        number: f"L-{series}{{n}}",
        keys.digest(number.casefold()): f"e{series}{{n:030x}}",
    }


COUNTED = "A filtered list says its total, so that it reads the list's index rows, 0.5 RRU a 4 KB"

GROWTHS = (
    Growth("contacts", SIZES, contacts, turns=4, grows={"Contacts by first name": COUNTED}),
    Growth("achievements", SIZES, achievements, turns=4),
    Growth("mails", SIZES, mails, turns=4),
    Growth(
        "memberships",
        SIZES,
        memberships,
        turns=4,
        grows={f"Memberships of a status ({which})": COUNTED for which in ("all", "none")},
    ),
)
