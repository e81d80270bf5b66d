"""A lesson at the pool side: a group with a child that has one step to go."""

from dataclasses import dataclass

from tests.browsers.stand import Stand

STEPS = ["Floats on the back", "Dives for a ring", "Swims two lengths"]


@dataclass(frozen=True)
class Class:
    """What is on the coach's phone; `parent` is the family's address, `running` what the child works on."""

    group: str
    kind: str
    child: str
    parent: str
    running: str
    register: str


def lesson(stand: Stand, name: str) -> Class:
    """Of a child of this name, and two that have not begun; the scene's coach has it."""
    club = stand.club
    kind = club.type(name=f"Seahorse of {name}", steps=STEPS)
    parent = club.person(
        first_name="Paula", last_name="Parent", email=f"parent.of.{name}@example.org".lower()
    )
    child = club.person(first_name=name, last_name="Brook", guardians=[parent["uri"]])
    others = [club.person(first_name=first, last_name="Brook") for first in ("Ole", "Pia")]
    running = [club.start(kind, one) for one in (child, *others)]
    for number in (1, 2):
        club.done(f"achievement/{running[0]['uid']}/complete_step/", {"number": number}, role="coach")
    members = [one["uri"] for one in (child, *others)]
    coach = stand.records["people"]["coach"]["uri"]
    group = club.made("group/", {"name": f"Pool of {name}", "members": members, "coaches": [coach]})
    register = f"/site/example/group/{group['uid']}?type={kind['uid']}"
    return Class(group["name"], kind["name"], name, parent["email"], running[0]["uid"], register)
