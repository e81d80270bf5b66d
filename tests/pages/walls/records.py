"""A club with something on every page: made through the API, so that any house of it will do."""

from collections.abc import Callable
from typing import Any

from tests.asking import Club

Record = dict[str, Any]
# Whatever people write somewhere passes through it: a test puts its own words there.
Say = Callable[[str], str]
STEPS = ("Forward roll", "Cartwheel", "Handstand")
# Who visits, each with an address of its own; nobody has none, and the last is at another tenant.
PEOPLE = ("nobody", "parent", "other parent", "coach", "other coach", "staff", "admin", "foreign admin")


def address(who: str) -> str:
    return f"{who.replace(' ', '.')}@pages.example.org"


def furnish(club: Club, say: Say = str) -> dict[str, Record]:
    """Every record that a page speaks of, by the name under which `addresses` looks for it."""
    people = _people(club, say)
    child = _person(club, say, "Chloe", guardians=[people["parent"]["uri"]])
    sibling = _person(club, say, "Ben", guardians=[people["parent"]["uri"]])
    other = _person(club, say, "Otis", guardians=[people["other parent"]["uri"]])
    made = {"child": child, "other child": other, **_achievements(club, say, child), **_members(club, say)}
    ready = _person(club, say, "Cleo")
    made["complete"] = dict(club.start(made["kind"], ready))
    club.done(f"achievement/{made['complete']['uid']}/complete_all_steps/", role="coach")
    made["group"] = _group(club, say("Tuesday squad"), [child, sibling, ready], people["coach"])
    made["other group"] = _group(club, say("Friday squad"), [other], people["other coach"])
    made["mail"] = _unsent(club, say)
    made["people"] = people
    return made


def _people(club: Club, say: Say) -> dict[str, Record]:
    roles = {"staff": "coach", "admin": "admin"}
    made = {
        who: _person(club, say, who.title(), email=address(who), role=roles.get(who, "member"))
        for who in PEOPLE[1:-1]
    }
    abroad = {"first_name": "Foreign", "email": address(PEOPLE[-1]), "role": "admin"}
    club.made("/api/v1/other/person/", abroad, role="other")
    return made


def _person(club: Club, say: Say, first: str, **more: Any) -> Record:
    return dict(club.made("person/", {"first_name": say(first), "last_name": say("Berger"), **more}))


def _group(club: Club, name: str, members: list[Record], coach: Record) -> Record:
    said = {"name": name, "members": [one["uri"] for one in members], "coaches": [coach["uri"]]}
    return dict(club.made("group/", said))


def _achievements(club: Club, say: Say, child: Record) -> dict[str, Record]:
    """One that goes on, with a step ticked and noted; one that is finished."""
    kind = club.type(name=say("Badge 4"), steps=_steps(say))
    running = club.start(kind, child)
    proof = {"number": 1, "note": say("Both sides"), "evidence": ["https://example.org/film?of=1&at=2"]}
    club.done(f"achievement/{running['uid']}/complete_step/", proof, role="coach")
    done = club.type(name=say("Badge 3"), steps=_steps(say))
    return {
        "kind": kind,
        "running": dict(running),
        "finished": dict(club.finished(kind=done, contact=child)),
    }


def _steps(say: Say) -> list[str]:
    """Unlike each other, whatever is said."""
    return [f"{say(step)} {number}" for number, step in enumerate(STEPS, 1)]


def _members(club: Club, say: Say) -> dict[str, Record]:
    """A membership that waits and one that is active, and may be renewed from its first day."""
    money = {"price": "90.00", "currency": "GBP"}
    times = {"period": "P1M", "renewal_window_days": 31, "grace_days": 30}
    kind = club.made("membership_type/", {"name": say("Family"), **money, **times})
    pending, active = (
        club.made("member/", {"member": _person(club, say, first)["uri"], "membership_type": kind["uri"]})
        for first in ("Pia", "Ari")
    )
    reply = club.ask("POST", f"member/{active['uid']}/activate/")
    assert reply.status in (200, 201), reply.body
    return {"pending": dict(pending), "membership": dict(active)}


def _unsent(club: Club, say: Say) -> Record:
    """A mail that may not go to its address."""
    barred = "barred@pages.example.org"
    assert club.ask("POST", "suppression/", {"email": barred}).status == 204
    club.finished(kind=club.type(name=say("Badge 1")), contact=_person(club, say, "Bart", email=barred))
    club.house.settle()
    found = [mail for mail in club.got("mail/?page_size=100")["results"] if mail["state"] == "suppressed"]
    assert found, "the mail to a shut address stands nowhere"
    return dict(found[0])
