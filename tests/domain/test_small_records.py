"""Records of few rules: bookings, types of achievement and of reward, members as they are brought, jobs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from chalicelib.domain.achievement import Achievement
from chalicelib.domain.achievement_type import AchievementType
from chalicelib.domain.api_key import Caller
from chalicelib.domain.booking import Booking
from chalicelib.domain.brought_member import Brought, Fate, Told
from chalicelib.domain.import_job import ImportJob
from chalicelib.domain.points import Audit, Balance, Entry, entry_of, entry_uid
from chalicelib.domain.refusals import Invalid, NotFound
from chalicelib.domain.reward_type import SYSTEM, SYSTEM_KEYS, RewardType
from chalicelib.domain.road import Road
from chalicelib.domain.suppression import CAUSES, Suppression

from .awards import a_reward
from .papers import NOON, a_person

TICK = timedelta(microseconds=1)
LATER = NOON + timedelta(hours=1)


def a_booking(end: datetime | None) -> Booking:
    return Booking(uid="b", name="Camp", start_date=NOON, end_date=end, created=NOON, last_updated=NOON)


def test_a_booking_does_not_end_before_it_starts() -> None:
    for good in (None, NOON, NOON + TICK):
        a_booking(good).check()
    with pytest.raises(Invalid) as refused:
        a_booking(NOON - TICK).check()
    assert list(refused.value.fields) == ["end_date"]


def a_kind(*steps: str, name: str = "Badge 3") -> AchievementType:
    return AchievementType(
        uid="t" * 24, name=name, steps=steps, created=NOON, last_updated=NOON, email_template="own"
    )


def test_a_type_of_achievement_has_a_name_and_steps() -> None:
    a_kind("One.").check()
    for wrong, field in (
        (a_kind("One.", name=""), "name"),
        (a_kind(), "steps"),
        (a_kind("One.", "One."), "steps"),
    ):
        with pytest.raises(Invalid) as refused:
            wrong.check()
        assert list(refused.value.fields) == [field]


def test_an_achievement_starts_with_a_copy_of_its_type() -> None:
    started = a_kind("One.", "Two.").start("a" * 24, a_person("c"), at=LATER, link_tail="0" * 16)

    assert started == Achievement(
        uid="a" * 24,
        type="t" * 24,
        name="Badge 3",
        contact="c" * 24,
        contact_resource="person",
        contact_name="Ada",
        steps=("One.", "Two."),
        link_tail="0" * 16,
        email_template="own",
        created=LATER,
        last_updated=LATER,
    )
    assert a_kind("One.").start("a", a_person("c"), at=LATER).link_tail == ""


@pytest.mark.parametrize("key", ["a", "9", "A.b_c-d", "x" * 50])
def test_a_reward_type_is_known_by_a_word(key: str) -> None:
    RewardType(uid="u", key=key, name="x", created=NOON, last_updated=NOON).check()


@pytest.mark.parametrize("key", ["", "-a", ".a", "_a", "a b", "é", "x" * 51, "a\n"])
def test_what_is_no_word_for_a_reward_type(key: str) -> None:
    with pytest.raises(Invalid) as refused:
        RewardType(uid="u", key=key, name="x", created=NOON, last_updated=NOON).check()
    assert list(refused.value.fields) == ["key"]


def test_two_reward_types_come_with_every_tenant() -> None:
    assert frozenset({"points", "badge"}) == SYSTEM_KEYS
    assert {one.created for one in SYSTEM.values()} == {datetime(2020, 1, 1, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("achievement", "of_target"), [("7", True), ("1" * 19, True), ("1" * 20, False), ("x" * 19, False)]
)
def test_a_reward_of_a_target_names_it_by_its_number(achievement: str, of_target: bool) -> None:
    assert a_reward(achievement=achievement).of_target is of_target


def test_who_asks_is_named_by_their_contact_or_else_by_their_key() -> None:
    coach = Caller("example", "coach", "k1", "c1", "person", "s")

    assert coach.ref == "/example/person/c1/"
    assert replace(coach, contact=None, contact_resource=None).ref == "/example/api_key/k1/"


def test_points_are_entered_under_what_gave_them() -> None:
    entry = entry_of("badge:x", "c", Decimal(5), "A badge", at=NOON, by="/example/api_key/k1/")

    assert entry == Entry(
        uid=entry_uid("badge:x"),
        contact="c",
        points=Decimal(5),
        reason="A badge",
        source="badge:x",
        created=NOON,
        last_updated=NOON,
        by="/example/api_key/k1/",
    )
    assert entry_of("badge:x", "c", Decimal(5), "A badge", at=NOON).by is None


def test_an_audit_agrees_where_the_balance_is_the_ledger() -> None:
    kept = Balance(Decimal(5), 1, Decimal(5))

    assert Audit(kept, Balance(Decimal("5.0"), 1, Decimal(5))).agrees
    assert not Audit(kept, Balance(Decimal(5), 2, Decimal(5))).agrees


def test_a_member_is_brought_with_what_was_said_and_told_of_with_its_fate() -> None:
    assert Brought(1, "M-1", {}).resource is None
    assert Told(Fate.REJECTED, refusal=NotFound("x")).contact is None
    assert [fate.value for fate in Fate] == ["created", "updated", "rejected"]


def a_job(**fields: object) -> ImportJob:
    given = {"uid": "j", "created": NOON, "last_updated": NOON, "kind": "contact", "columns": ("uid",)}
    return ImportJob(**given | {"rows": 5, "parts": 2} | fields)  # type: ignore[arg-type]


def test_an_import_waits_runs_and_is_done() -> None:
    job = a_job()
    assert (job.state, job.due) == ("waiting", NOON)

    job.intend(["create", "update", "unchanged", "faulty"], at=LATER)
    assert (job.state, job.due, job.plan) == ("running", LATER, "cu=f")
    assert job.intended == ("create", "update", "unchanged", "faulty")

    job.advance([True, False, False, False], faults=3, last=False, at=LATER + TICK)
    assert job.counts == {"create": 0, "update": 1, "unchanged": 1, "faulty": 2}
    assert (job.part, job.place, job.done, job.faults, job.plan) == (0, 4, 4, 3, "")
    assert (job.state, job.due) == ("running", LATER + TICK)

    job.intend(["create"], at=LATER)
    job.advance([False], faults=1, last=True, at=LATER)
    assert (job.part, job.place, job.done, job.faults, job.counts["create"]) == (1, 0, 5, 4, 1)
    assert not job.finished

    job.advance([], faults=0, last=True, at=LATER + TICK)
    assert (job.state, job.finished, job.due) == ("done", True, None)
    assert job.last_updated == LATER + TICK


def test_a_batch_is_as_long_as_it_was_planned() -> None:
    job = a_job()
    job.intend(["create"], at=NOON)

    with pytest.raises(ValueError):
        job.advance([False, False], faults=0, last=False, at=NOON)


def test_on_the_road_of_a_tenant_that_changed_nothing_nothing_is_its_own() -> None:
    assert Road() == Road(zone=None, action_points={}, replaced=frozenset())


def test_a_suppression_that_was_asked_for_names_no_mail() -> None:
    barred = Suppression("ada@example.org", NOON)

    assert (barred.cause, barred.reason, barred.mail) == ("asked", "suppressed", None)
    assert barred.cause in CAUSES
