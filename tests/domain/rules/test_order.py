"""Rules whose truth only grows give one answer in any order, however the events are cut, repeated, mixed."""

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.rules.definitions import parse
from chalicelib.domain.rules.engine import Standing, apply

from .generating import FIRST, LATER, histories, sub_conditions
from .making import body, rule, rule_set, when
from .test_against_an_oracle import EVER

growing = st.builds(
    lambda fact, constant, conditions: rule(*fact, constant, *conditions),
    st.sampled_from(
        [
            ("event.count", ">="),
            ("event.count", ">"),
            ("max.event.source.value", ">="),
            ("min.event.source.value", "<"),
        ]
    ),
    st.sampled_from(["1", "2", "2.5"]),
    st.lists(sub_conditions, max_size=1),
)
schedules = st.sampled_from(
    [
        {"scheduleType": "Once"},
        {"scheduleType": "Weekly", "scheduleOccurrencesLimit": 50},
        {"scheduleType": "Monthly", "scheduleOccurrencesLimit": 50, "every": [1]},
        {
            "scheduleType": "Weekly",
            "scheduleOccurrencesLimit": 50,
            "every": [52, 1],
            "onlyAggregateOnActiveDays": True,
        },
    ]
)


@st.composite
def growing_families(draw):
    """Three in a row, each waiting for the one before it or not."""
    family = {}
    for number in range(3):
        rules = draw(st.lists(growing, min_size=1, max_size=2))
        waits = (
            [{"achievementId": f"a{number - 1}", "linkType": "Must"}]
            if number and draw(st.booleans())
            else []
        )
        family[f"a{number}"] = body(
            rule_set(when(*rules, match=draw(st.sampled_from(["All", "Any"])))),
            schedule=draw(schedules),
            dependantOn=waits,
        )
    return [parse(uid, one) for uid, one in family.items()]


def delivered(definitions, batches):
    """What is issued in the end, by key: each event is let through once, as its id is known again."""
    progress, issued, seen = {}, set(), set()
    for batch in batches:
        fresh = {event.id: event for event in batch if event.id not in seen}
        seen |= fresh.keys()
        standing = Standing(frozenset(uid for uid, _ in issued))
        outcome = apply(progress, definitions, fresh.values(), standing, LATER)
        progress = outcome.progress
        issued |= {(issue.achievement, issue.key) for issue in outcome.issues}
    return issued, progress


@EVER
@given(definitions=growing_families(), events=histories, data=st.data())
def test_shuffled_repeated_and_cut_the_same_is_issued(definitions, events, data):
    expected, _ = delivered(definitions, [events])

    sent = data.draw(
        st.permutations(
            events + data.draw(st.lists(st.sampled_from(events or [None])) if events else st.just([]))
        )
    )
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=5)))
    batches = [sent[start:end] for start, end in zip([0, *cuts], [*cuts, len(sent)], strict=True)]
    issued, _ = delivered(definitions, batches)

    assert issued == expected


@EVER
@given(definitions=growing_families(), events=histories, data=st.data())
def test_a_batch_delivered_again_changes_nothing(definitions, events, data):
    again = data.draw(st.permutations(events))

    once = delivered(definitions, [events])
    twice = delivered(definitions, [events, again, events])

    assert twice == once


def test_the_events_of_these_tests_cross_a_year_and_a_week_53():
    assert FIRST.isocalendar()[:2] == (2026, 52)
    assert LATER.year == 2028
