"""A tenant full of life, made through the product's own HTTP API: the club, the courses, the members."""

from sandbox import demo_members, demo_shop, demo_targets, demo_team
from sandbox.house import House
from sandbox.life import Life
from sandbox.residents import Residents

SKILLS = (
    "Forward roll to stand.",
    "Cartwheel, both sides.",
    "Squat on stretch jump off cross box or horse.",
    "Handstand against the wall, five seconds.",
)
GYMNASTS = (
    ("Ada", "Berger", 4),
    ("Ben", "Castro", 3),
    ("Chloé", "Dupont", 4),
    ("Δανάη", "Ηλία", 1),
    ("Eve", "Fox", 0),
)
COURSE = (
    "Capsize and self-rescue",
    "Moving a group across moving water",
    "Evidence: two days coaching peers outside the course",
    "Evidence: leading peers on a suitable river",
)
QUALIFICATION = ("Social media for practices", "Client consent and data protection", "Final assessment")


# Who may be signed in as, beside the member of the sandbox's key.
PEOPLE = (
    ("Mike, the coach of the Tuesday squad", "mike@example.org"),
    ("Ben's parent: three of four steps done", "parent.castro@example.org"),
    ("Ada's parent: Badge 3 is finished", "parent.berger@example.org"),
    ("Jon, with proof from outside the course", "jon@example.org"),
    ("Olive, the membership secretary", "office@example.org"),
    ("Mia, a member", "mia.member@example.org"),
)


def fill(house: House, residents: Residents) -> None:
    """The gymnasts, the canoe course, the accountants, the members, the shop, the team, at many stages."""
    life = Life(house, residents)
    looks = {"colour": "#7a1f3d", "accent": "#f7e9ee", "website": "https://club.example.org"}
    life.ask("PUT", "tenant/", {**looks, "timezone": "Europe/London", "reply_to": "office@example.org"})
    life.person("Olive", "Office", email="office@example.org", job_title="Membership secretary", role="admin")
    _gymnasts(life)
    _canoeists(life)
    _accountants(life)
    demo_members.fill(house, life, residents.member["contact"])
    demo_shop.fill(house, life)
    demo_targets.fill(house, life, residents)
    demo_team.fill(house, life, residents)
    house.settle()


def _gymnasts(life: Life) -> None:
    badge = life.ask(
        "POST", "achievement_type/", {"name": "Badge 3", "steps": list(SKILLS), "category": "gymnastics"}
    )
    coach = life.person("Mike", "Hall", email="mike@example.org", job_title="Head coach")
    members = []
    for first, last, steps in GYMNASTS:
        parent = life.person(
            "Parent of", first, email=f"parent.{last.lower()}@example.org" if last.isascii() else None
        )
        child = life.person(first, last, guardians=[parent["uri"]])
        members.append(child["uri"])
        uid = life.start(badge, child, steps)
        if steps == len(SKILLS):
            life.ask("PUT", f"achievement/{uid}/finish/", role="coach")
    life.ask("POST", "group/", {"name": "Tuesday squad", "members": members, "coaches": [coach["uri"]]})


def _canoeists(life: Life) -> None:
    course = life.ask(
        "POST", "achievement_type/", {"name": "Canoe Leader", "steps": list(COURSE), "category": "canoe"}
    )
    jon = life.person("Jon", "Rivers", email="jon@example.org")
    uid = life.start(course, jon, 1)
    proof = {
        "step": COURSE[2],
        "note": "Signed by the river leader",
        "evidence": ["https://example.org/logbook/17"],
    }
    life.ask("PUT", f"achievement/{uid}/complete_step/", proof, role="coach")


def _accountants(life: Life) -> None:
    kind = {"name": "Certified in Social Media", "steps": list(QUALIFICATION), "category": "accounting"}
    qualification = life.ask("POST", "achievement_type/", kind)
    firm = life.ask("POST", "organisation/", {"name": "North East Accountants", "email": "sally@example.org"})
    sally = life.person("Sally", "Ledger", email="sally.ledger@example.org")
    life.start(qualification, firm, 0)
    life.ask("PUT", f"achievement/{life.start(qualification, sally, 3)}/finish/", role="coach")
