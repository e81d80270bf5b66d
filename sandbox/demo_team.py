"""A sales team at play: points, levels, badges, ranks by sales and by cases, a stream with high fives."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sandbox.house import House
from sandbox.life import Life
from sandbox.residents import TENANT, Residents

GAME = "/gamification"
PATH = {
    "name": "From lead to contract",
    "milestones": [
        {"name": "Meeting"},
        {"name": "Offer"},
        {"name": "Contract"},
        {"name": "Lost", "closes_case": True},
    ],
    "supportive": [{"name": "Reminder sent"}],
    "is_sales_type": True,
}
POINTS = {"action_points": {"sale": 0.3}, "badge_default": 1}
# First and last name, job, sales, e-mails, cases opened, cases that came to the milestone.
TEAM = (
    ("Jane", "Doe", "Sales Executive", 5, 4, 3, 1),
    ("Omar", "Haddad", "Key Account Manager", 3, 7, 2, 1),
    ("Lena", "Vogel", "Inside Sales", 3, 2, 1, 0),
    ("Kit", "Marlow", "Trainee", 1, 1, 0, 0),
)
# You: with ten sales and two badges exactly the seed's five points, and its 5 of 8 cases.
YOURS = (10, 5, 8, 5)


def fill(house: House, life: Life, residents: Residents) -> None:
    """The game is on from here: what was earned before gave nothing."""
    house.settle()
    life.ask("PUT", f"{GAME}/settings", POINTS)
    path = life.ask("POST", f"{GAME}/relations-paths", PATH)
    settings = {
        "relations_path_id": path["id"],
        "milestone_id": path["activity_types"]["milestones"][2]["id"],
    }
    rank = {"name": "Converters", "icon": "duck", "rule": "conversion_rate", "settings": settings}
    life.ask("POST", f"{GAME}/ranks", rank)
    people = [(_colleague(life, *one[:3]), one[3:]) for one in TEAM]
    you = residents.member["contact"]
    told = [
        one
        for uid, done in [*people, (you, YOURS)]
        for one in _events(uid, done, settings, house.clock.now())
    ]
    life.ask("POST", f"/api/{TENANT}/events", [*told, {"memberId": you, "action": "tasks.cleared"}])
    house.settle()
    _high_fives(life)


def _colleague(life: Life, first: str, last: str, job: str) -> str:
    more = {"email": f"{first.lower()}@example.org", "job_title": job, "phone": "+4588888888"}
    uid: str = life.person(first, last, **more, date_of_birth="1990-04-01")["uid"]
    return uid


def _events(
    uid: str, done: tuple[int, ...], settings: dict[str, str], now: datetime
) -> Iterator[dict[str, Any]]:
    """The latest today, the others each on a working day before."""
    sales, emails, opened, reached = done
    cases = [
        {"relations_path_id": settings["relations_path_id"], "case_id": f"{uid}-{number}"}
        for number in range(opened)
    ]
    kinds: tuple[list[dict[str, Any]], ...] = (
        [{"action": "sale", "sourceValue": 90 + 35.5 * place} for place in range(sales)],
        [{"action": "email.sent"} for _ in range(emails)],
        [{"action": "case.opened", "metadata": one} for one in cases],
        [
            {"action": "case.milestone", "metadata": {**one, "milestone_id": settings["milestone_id"]}}
            for one in cases[:reached]
        ],
    )
    for kind, told in enumerate(kinds):
        for back, one in enumerate(told):
            at = _working_day(now, back).isoformat()
            yield {
                "memberId": uid,
                "eventRefId": f"team-{uid}-{kind}-{back}",
                "transactionTimestamp": at,
                **one,
            }


def _working_day(now: datetime, back: int) -> datetime:
    """At ten in the morning, so that nobody is an early bird by chance, or works on a Sunday."""
    at = now
    while back:
        at = (at - timedelta(days=1)).replace(hour=10, minute=0)
        back -= at.weekday() < 5
    return at


def _high_fives(life: Life) -> None:
    """Everybody's latest news gets one from you, and Jane congratulates you."""
    entries = life.ask("GET", f"{GAME}/stream?per_page=50")["data"]
    for entry in entries[:5]:
        life.ask("PUT", f"{GAME}/stream/{entry['id']}/high-five", role="member")
    jane = next(one["user"]["id"] for one in entries if one["user"]["first_name"] == "Jane")
    life.ask("PUT", f"{GAME}/stream/{entries[0]['id']}/high-five?user_id={jane}")
