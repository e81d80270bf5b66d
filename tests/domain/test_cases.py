"""Cases: whatever order their events come in, and however often, the same card stands in the end."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.gamification import scores
from chalicelib.domain.gamification.cases import Case, CaseCard, read, told
from chalicelib.domain.refusals import Invalid
from chalicelib.domain.rules.model import ActivityEvent

PATH, FIRST, SECOND = (f"{n}0000000-0000-4000-8000-000000000000" for n in range(1, 4))
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def event(action: str, case: str, at: datetime, milestone: str | None = None, zone: str = "UTC"):
    said = {"relations_path_id": PATH, "case_id": case} | ({"milestone_id": milestone} if milestone else {})
    return ActivityEvent(id=f"{action} {case} {at}", at=at, action=action, metadata=said, zone=zone)


def opened(case: str, days: float = 0, **more):
    return event("case.opened", case, NOON + timedelta(days), **more)


def reached(case: str, milestone: str = FIRST, days: float = 0):
    return event("case.milestone", case, NOON + timedelta(days), milestone)


class Desk:
    """A card and its cases as the road keeps them, told event by event or in batches."""

    def __init__(self) -> None:
        self.card, self.cases = CaseCard(), {}

    def tell(self, *events: ActivityEvent) -> "Desk":
        own: dict[str, list] = {}
        for one in map(read, events):
            own.setdefault(one.case, []).append(one)
        for case, some in own.items():
            self.card, self.cases[case] = told(self.card, self.cases.get(case, Case()), some)
        return self

    def scores(self) -> dict:
        return {**scores.of_card(self.card, FIRST), **scores.of_card(self.card, SECOND)}


def rate(desk: Desk, window: str, milestone: str = FIRST) -> int | None:
    return scores.of_card(desk.card, milestone).get((scores.conversion_board(milestone), window))


def test_five_of_eight_are_sixty_two_and_a_half_per_cent() -> None:
    desk = Desk()
    for number in range(8):
        desk.tell(opened(f"c{number}"))
    for number in range(5):
        desk.tell(reached(f"c{number}"))

    assert rate(desk, "all") == 6250
    assert rate(desk, "2026-11-22") == rate(desk, "2026-W47") == rate(desk, "2026-11") == 6250


def test_all_orders_of_openings_milestones_and_duplicates_give_the_same_card() -> None:
    """One case opened twice, two milestones, one of them twice: 120 orders, each event told twice."""
    events = [
        opened("a", 0),
        opened("a", -3),
        reached("a", FIRST, 1),
        reached("a", FIRST, 2),
        reached("a", SECOND),
    ]
    outcomes = []

    for order in permutations(events):
        desk = Desk()
        for one in order:
            desk.tell(one)
            desk.tell(one)
        outcomes.append((desk.scores(), desk.cases))

    assert all(outcome == outcomes[0] for outcome in outcomes)
    assert outcomes[0][1]["a"].opened == NOON - timedelta(3)
    assert outcomes[0][1]["a"].reached == {FIRST: NOON + timedelta(1), SECOND: NOON}


def oracle(events: list[ActivityEvent]) -> dict[tuple[str, str], int]:
    """By hand: each case at its earliest opening, in the windows near the latest opening of all."""
    openings: dict[str, datetime] = {}
    for one in events:
        if one.action == "case.opened":
            case = one.metadata["case_id"]
            openings[case] = min(one.at, openings.get(case, one.at))
    reached_by = {
        (one.metadata["case_id"], one.metadata["milestone_id"])
        for one in events
        if one.action == "case.milestone"
    }
    seen = [one.at.date() for one in events if one.action == "case.opened"]
    found: dict[tuple[str, str], int] = {}
    if not seen:
        return found
    last = max(seen)
    monday = last - timedelta(last.weekday())
    cohorts: dict[str, list[str]] = {}
    for case, at in openings.items():
        day = at.date()
        cohorts.setdefault("all", []).append(case)
        if (last - day).days < 14:
            cohorts.setdefault(f"{day:%Y-%m-%d}", []).append(case)
        if (monday - (day - timedelta(day.weekday()))).days < 56:
            cohorts.setdefault(f"{day:%G-W%V}", []).append(case)
        if (last.year * 12 + last.month) - (day.year * 12 + day.month) < 13:
            cohorts.setdefault(f"{day:%Y-%m}", []).append(case)
    for milestone in (FIRST, SECOND):
        for window, cases in cohorts.items():
            hits = sum((case, milestone) in reached_by for case in cases)
            share = 10_000 * hits / len(cases)
            found[scores.conversion_board(milestone), window] = int(share + 0.5)
    return found


days = st.integers(-500, 20) | st.integers(-16, 2)
happenings = st.one_of(
    st.builds(opened, st.sampled_from("abcd"), days),
    st.builds(reached, st.sampled_from("abcd"), st.sampled_from([FIRST, SECOND]), days),
)


@settings(max_examples=150, deadline=None)
@given(events=st.lists(happenings, max_size=12), data=st.data())
def test_a_card_is_what_the_oracle_says_in_any_order_with_duplicates(events, data) -> None:
    order = data.draw(st.permutations(events + events[:3]))
    cut = data.draw(st.integers(1, 4))

    desk = Desk()
    for start in range(0, len(order), cut):
        desk.tell(*order[start : start + cut])

    assert desk.scores() == oracle(events)
    assert all(score <= 10_000 for score in desk.scores().values())


def test_what_is_told_again_leaves_the_very_same_card() -> None:
    desk = Desk().tell(opened("a"), reached("a"))
    card, cases = desk.card, dict(desk.cases)

    desk.tell(reached("a", days=3), opened("a", 1 / 24), opened("a"))

    assert (desk.card, desk.cases) == (card, cases)


def test_a_milestone_counts_only_once_its_case_is_opened() -> None:
    desk = Desk().tell(reached("a"))
    assert desk.scores() == {}

    desk.tell(opened("a", 1))

    assert rate(desk, "all") == 10_000


def test_nothing_reached_of_what_was_opened_is_a_score_of_nothing() -> None:
    assert rate(Desk().tell(opened("a"), opened("b")), "all") == 0


def test_a_case_counts_in_the_window_of_its_opening_however_late_it_comes_to_its_end() -> None:
    desk = Desk().tell(opened("a", -2), opened("b", 0), reached("a", FIRST, 9))

    assert rate(desk, "2026-11-20") == 10_000
    assert rate(desk, "2026-11-22") == 0


def test_the_day_of_an_opening_is_the_tenants() -> None:
    at = {"days": 8.25 / 24}  # 20:15 in UTC is 01:45 of the next day in Kolkata

    assert rate(Desk().tell(opened("a", zone="Asia/Kolkata", **at)), "2026-11-23") == 0
    assert rate(Desk().tell(opened("a", zone="America/New_York", **at)), "2026-11-22") == 0


@pytest.mark.parametrize(
    "missing", ["relations_path_id", "case_id", "milestone_id"], ids=lambda name: f"without {name}"
)
def test_an_event_that_does_not_say_which_case_it_is_of_is_refused(missing: str) -> None:
    whole = reached("a")
    said = {name: value for name, value in whole.metadata.items() if name != missing}

    with pytest.raises(Invalid) as refused:
        read(ActivityEvent(id="1", at=NOON, action="case.milestone", metadata=said))

    assert list(refused.value.fields) == [f"metadata.{missing}"]


def test_a_uuid_may_be_written_in_capitals() -> None:
    said = {"relations_path_id": "ABCDEF00-0000-4000-8000-000000000000", "case_id": "x"}

    one = read(ActivityEvent(id="1", at=NOON, action="case.opened", metadata=said))

    assert one.path == "abcdef00-0000-4000-8000-000000000000"
