"""Whom somebody who is signed in may look at, and as what."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chalicelib.domain.contact import Contact, Group
from chalicelib.domain.sight import Sight, sight

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ADA = Contact("ada", "person", NOON, NOON, guardians=("paula",))
PAULA = Contact("paula", "person", NOON, NOON)
CARLA = Contact("carla", "person", NOON, NOON)
SQUAD = Group("g", "Tuesday", NOON, NOON, members=("ada",), coaches=("carla",))


@pytest.mark.parametrize(
    ("visitors", "groups", "seen"),
    [
        ([ADA], [], Sight.SELF),
        ([CARLA, ADA], [], Sight.SELF),
        ([PAULA], [], Sight.GUARDIAN),
        ([replace(PAULA, role="coach")], [], Sight.GUARDIAN),
        ([replace(PAULA, role="admin")], [], Sight.GUARDIAN),
        ([replace(CARLA, role="admin")], [], Sight.OFFICE),
        ([replace(CARLA, role="admin"), replace(CARLA, uid="c2", role="coach")], [], Sight.OFFICE),
        ([replace(CARLA, role="coach")], [], Sight.COACH),
        ([CARLA], [SQUAD], Sight.COACH),
        ([CARLA], [], None),
        ([CARLA], [replace(SQUAD, members=("ben",))], None),
        ([CARLA], [replace(SQUAD, coaches=("mike",))], None),
        ([CARLA], [replace(SQUAD, coaches=("mike",)), SQUAD], Sight.COACH),
        ([], [SQUAD], None),
    ],
)
def test_who_sees_a_child(visitors: list[Contact], groups: list[Group], seen: Sight | None) -> None:
    assert sight(ADA, visitors, groups) is seen


@pytest.mark.parametrize("seen", list(Sight))
def test_memberships_and_papers_are_not_for_coaches(seen: Sight) -> None:
    assert seen.close == (seen is not Sight.COACH)
