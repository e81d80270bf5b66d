"""People, organisations, groups and types over HTTP: what POST, GET, PUT and DELETE promise of each."""

from itertools import count
from typing import Any

import pytest

from tests.api.refusing import refused
from tests.asking import STEPS, Club

FULL: dict[str, dict[str, Any]] = {
    "person": {
        "first_name": "Ada",
        "last_name": "Berger",
        "email": "ada@example.org",
        "emails": ["ada@example.org", "a2@example.org"],
        "phone": "+44 20 7946 0000",
        "job_title": "Coach",
        "profile_picture": "https://example.org/ada.png",
        "email_notifications": False,
        "member_ref": "M 17/4",
        "number": 4711,
        "timezone": "Europe/London",
        "locale": "en-GB",
    },
    "organisation": {
        "name": "North East Accountants",
        "email": "office@example.org",
        "number": 4712,
        "phone": "1",
    },
    "group": {"name": "Tuesday squad", "description": "Under tens"},
    "achievement_type": {
        "name": "Badge 3",
        "steps": list(STEPS),
        "description": "The third badge",
        "category": "gymnastics",
        "icon": "star",
        "points": 2.5,
        "rewards": [{"name": "A mug", "description": "Blue", "reward_type": "thing", "value": 1}],
        "email_template": "achievement_completed",
        "certificate_template": "a4",
    },
}
# What null may clear, and what it leaves.
CLEARED: dict[str, dict[str, Any]] = {
    "person": {
        "last_name": None,
        "phone": None,
        "job_title": None,
        "profile_picture": None,
        "member_ref": None,
        "timezone": None,
        "locale": None,
        "emails": [],
    },
    "organisation": {"phone": None, "email": None},
    "group": {"description": None, "members": [], "coaches": []},
    "achievement_type": {
        "description": None,
        "category": None,
        "icon": None,
        "points": None,
        "rewards": [],
        "email_template": None,
        "certificate_template": None,
    },
}
NUMBERS = count(5000)
KINDS = pytest.mark.parametrize("kind", FULL)


@pytest.fixture
def fresh(kind: str) -> dict[str, Any]:
    """The full body of a kind, with numbers of its own."""
    taken = next(NUMBERS)
    unique = {"number": taken, "member_ref": f"M {taken}"}
    return {**FULL[kind], **{name: value for name, value in unique.items() if name in FULL[kind]}}


@KINDS
def test_a_new_record_is_answered_whole_and_found_again(swift: Club, kind: str, fresh: Any) -> None:
    made = swift.made(f"{kind}/", fresh)

    assert made["uri"] == f"/example/{kind}/{made['uid']}/" and len(made["uid"]) == 24
    assert {name: made[name] for name in fresh} == fresh
    assert swift.got(f"{kind}/{made['uid']}/") == made == swift.got(f"{kind}/{made['uid']}")


@KINDS
def test_a_record_sent_back_as_it_was_got_stays_as_it_is(swift: Club, kind: str, fresh: Any) -> None:
    made = swift.made(f"{kind}/", fresh)

    assert swift.done(f"{kind}/{made['uid']}/", made) == made


@KINDS
def test_put_changes_only_what_is_given(swift: Club, kind: str, fresh: Any) -> None:
    made = swift.made(f"{kind}/", fresh)

    changed = swift.done(f"{kind}/{made['uid']}/", {"name": "Another name"})

    follows = {"name", "display_name"} & made.keys()
    assert changed == {**made, **dict.fromkeys(follows, "Another name")}
    assert swift.got(f"{kind}/{made['uid']}/") == changed


@KINDS
def test_null_clears_a_field(swift: Club, kind: str, fresh: Any) -> None:
    uid = swift.made(f"{kind}/", fresh)["uid"]

    swift.done(f"{kind}/{uid}/", dict.fromkeys(CLEARED[kind]))

    found = swift.got(f"{kind}/{uid}/")
    assert {name: found[name] for name in CLEARED[kind]} == CLEARED[kind]


@KINDS
def test_what_a_record_needs_cannot_be_cleared(swift: Club, kind: str, fresh: Any) -> None:
    uid = swift.made(f"{kind}/", fresh)["uid"]
    needed = {
        "person": {"first_name": None, "last_name": None, "name": None},
        "achievement_type": {"steps": None},
    }

    refused(swift, lambda: swift.ask("PUT", f"{kind}/{uid}/", needed.get(kind, {"name": None})), 422)


@KINDS
def test_a_removed_record_is_gone_and_its_number_free(swift: Club, kind: str, fresh: Any) -> None:
    uid = swift.made(f"{kind}/", fresh)["uid"]

    assert swift.ask("DELETE", f"{kind}/{uid}/").status == 204

    for method in ("GET", "PUT", "DELETE"):
        refused(
            swift, lambda m=method: swift.ask(m, f"{kind}/{uid}/", {"name": "x"} if m == "PUT" else None), 404
        )  # type: ignore[misc]
    assert swift.made(f"{kind}/", fresh)["uid"] != uid


@KINDS
@pytest.mark.parametrize("role", ["coach", "member"])
def test_only_an_admin_makes_changes_or_removes(swift: Club, kind: str, fresh: Any, role: str) -> None:
    uid = swift.made(f"{kind}/", fresh)["uid"]

    refused(swift, lambda: swift.ask("POST", f"{kind}/", fresh, role=role), 403)
    refused(swift, lambda: swift.ask("PUT", f"{kind}/{uid}/", {"name": "x"}, role=role), 403)
    refused(swift, lambda: swift.ask("DELETE", f"{kind}/{uid}/", role=role), 403)
