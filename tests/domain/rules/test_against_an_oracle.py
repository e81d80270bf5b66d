"""The engine, which keeps counters, against the oracle, which keeps every event and reckons anew."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.rules.anew import recount, recount_window
from chalicelib.domain.rules.definitions import parse
from chalicelib.domain.rules.engine import Issue, Standing, apply
from chalicelib.domain.rules.explain import explain
from chalicelib.domain.rules.progress import Progress
from chalicelib.domain.rules.tokens import tokens, words

from .generating import LATER, families, histories
from .oracle import Oracle, concerns

GROUPS = frozenset({"club"})
EVER = settings(max_examples=80, deadline=None)
LONG = settings(max_examples=1_500, deadline=None)


def compiled(family):
    return [parse(uid, one) for uid, one in family.items()]


def in_time(events):
    return sorted(events, key=lambda event: (event.at, event.id))


def said(issues: list[Issue]):
    return [(issue.achievement, issue.key, issue.event) for issue in issues]


def run(definitions, batches) -> tuple[Progress, list[Issue]]:
    """Evaluation after evaluation, as the road of events does it: a window let go is counted anew."""
    progress, issues, seen = {}, [], []
    for batch in batches:
        seen.extend(batch)
        standing = Standing(frozenset(issue.achievement for issue in issues), GROUPS)
        outcome = apply(progress, definitions, batch, standing, LATER)
        progress = outcome.progress
        issues.extend(outcome.issues)
        for late in outcome.recounts:
            one = next(one for one in definitions if one.id == late.achievement)
            keys = [issue.key for issue in issues if issue.achievement == one.id]
            anew = recount_window(progress, one, late.window, seen, keys, standing, LATER)
            progress = anew.progress
            issues.extend(anew.issues)
    return progress, issues


@EVER
@given(family=families(), events=histories)
def test_a_batch_issues_what_the_oracle_does_by_the_same_events(family, events):
    oracle = Oracle(family, set(GROUPS))
    for event in in_time(events):
        oracle.take(event)

    outcome = apply({}, compiled(family), events, Standing(groups=GROUPS), LATER)

    assert not outcome.recounts
    assert sorted(said(outcome.issues)) == sorted(oracle.issues)


@EVER
@given(family=families(), events=histories, data=st.data())
def test_however_the_history_is_cut_into_evaluations_the_same_is_issued(family, events, data):
    events = in_time(events)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(events)), max_size=4)))
    batches = [events[start:end] for start, end in zip([0, *cuts], [*cuts, len(events)], strict=True)]

    progress, issues = run(compiled(family), batches)
    at_once, all_issues = run(compiled(family), [events])

    assert said(issues) == said(all_issues)
    assert progress == at_once


@EVER
@given(family=families(), events=histories)
def test_in_the_order_of_arrival_the_oracle_agrees_too(family, events):
    agree(family, events)


@pytest.mark.slow
@LONG
@given(family=families(), events=histories)
def test_they_agree_for_long(family, events):
    agree(family, events)


def agree(family, events):
    oracle = Oracle(family, set(GROUPS))
    for event in events:
        oracle.take(event)

    _, issues = run(compiled(family), [[event] for event in events])

    assert sorted(said(issues)) == sorted(oracle.issues)


@EVER
@given(family=families(), events=histories)
def test_looking_again_issues_nothing_twice(family, events):
    definitions = compiled(family)
    progress, issues = run(definitions, [events])
    standing = Standing(frozenset(issue.achievement for issue in issues), GROUPS)

    again = apply(progress, definitions, (), standing, LATER)

    assert again.issues == ()
    assert again.progress is progress


@EVER
@given(family=families(), events=histories)
def test_an_event_that_counts_is_found_by_its_words(family, events):
    for one in compiled(family):
        for event in events:
            if apply({}, [one], [event], Standing(groups=GROUPS), LATER).counted:
                assert tokens(one) & words(event)


@EVER
@given(family=families(), events=histories)
def test_counting_anew_gives_what_counting_gave(family, events):
    for one in compiled(family):
        progress, issues = run([one], [in_time(events)])
        keys = {issue.key for issue in issues}
        standing = Standing(frozenset({one.id} if keys else ()), GROUPS)

        anew = recount(progress, one, events, keys, standing, LATER)

        assert anew.issues == ()
        assert anew.progress.get(one.id, {}) == progress.get(one.id, {})


@EVER
@given(family=families(), events=histories, split=st.integers(0, 14))
def test_going_live_late_gives_what_is_still_missing_and_no_more(family, events, split):
    """Live for the later events only; then all stored ones are gone through, twice."""
    events = in_time(events)
    for one in compiled({"a0": family["a0"]}):
        late, live_issues = run([one], [events[split:]])
        keys = {issue.key for issue in live_issues}
        known = Standing(frozenset({one.id} if keys else ()), GROUPS)

        first = recount(late, one, events, keys, known, LATER)
        all_keys = keys | {issue.key for issue in first.issues}
        second = recount(first.progress, one, events, all_keys, known, LATER)

        assert not keys & {issue.key for issue in first.issues}
        assert len(all_keys) <= one.scheduling.most
        assert (second.issues, second.progress) == ((), first.progress)


@EVER
@given(family=families(), events=histories)
def test_the_percentage_is_a_hundred_exactly_where_issued_or_reached(family, events):
    for one in compiled(family):
        progress, issues = run([one], [in_time(events)])
        standing = Standing(frozenset(issue.achievement for issue in issues), GROUPS)

        told = explain(progress, one, standing, LATER)

        finished = len(issues) >= one.scheduling.most
        holds = any(rule_set.holds for rule_set in told.rule_sets)
        in_window = told.window in {issue.key for issue in issues}
        assert 0 <= told.percentage <= 100
        assert (told.percentage == 100) == (finished or holds or in_window)
        assert told.issued == len(issues)


def test_the_oracle_and_the_engine_are_not_the_same_code():
    assert concerns.__module__ == "tests.domain.rules.oracle"
