"""The rule index: an achievement is found under its words from the moment it is live, and at no cost to others."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chalicelib.domain.live import LiveAchievement
from chalicelib.domain.rules.tokens import digest
from chalicelib.store import keys, rule_index
from chalicelib.store.rule_index import RuleIndex
from chalicelib.store.table import ConditionFailed, TenantTable
from sandbox.clock import Clock
from sandbox.engines import InProcessEngine
from sandbox.house import House

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
RULES = {"ruleSets": [{"priority": 1, "conditions": []}], "minimumShouldMatch": 0}


@pytest.fixture
def house() -> Iterator[House]:
    clock = Clock(frozen=True, start=NOON)
    engine = InProcessEngine(clock.now)
    engine.reset()
    yield House(engine, clock, pause=lambda _: None)
    engine.reset()


@pytest.fixture
def table(house: House) -> TenantTable:
    return house.wired.table.of("example")


def live(uid: str, *tokens: str, needs: tuple[str, ...] = ()) -> LiveAchievement:
    links = [{"achievementId": each, "linkType": "Must"} for each in needs]
    home = digest(tokens[0]) if len(tokens) == 1 else f"A#{uid}"
    rules = {**RULES, "dependantOn": links}
    return LiveAchievement(uid=uid, name=uid, rules=rules, tokens=tokens, home=home, since=NOON)


def go_live(table: TenantTable, one: LiveAchievement) -> None:
    table.transact(rule_index.live_writes(table.tenant, one, rule_index.load_head(table, one)))


def archive(table: TenantTable, one: LiveAchievement) -> None:
    table.transact(rule_index.archive_writes(table.tenant, one, rule_index.load_head(table, one)))


def seen(index: RuleIndex, table: TenantTable, *words: str) -> set[str]:
    index.see(table.tenant, table.get(keys.rules_head(table.tenant)))
    return {one.uid for found in index.found(table, words).values() for one in found.live}


def test_it_is_found_under_each_of_its_words_and_under_no_other(table: TenantTable) -> None:
    go_live(table, live("two", "win", "draw"))
    go_live(table, live("one", "win"))

    index = RuleIndex()

    assert seen(index, table, "win", "ref-1") == {"one", "two"}
    assert seen(index, table, "draw") == {"two"}
    assert seen(index, table, "Win", "*", "loss") == set()


def test_what_is_read_is_what_was_written(table: TenantTable) -> None:
    written = live("one", "win", needs=("zero",))
    go_live(table, written)
    index = RuleIndex()
    index.see("example", table.get(keys.rules_head("example")))

    [read] = index.found(table, ["win"])["win"].live

    assert read == replace(written, version=1)


def test_with_more_words_than_are_kept_it_is_found_under_the_one_that_every_event_has(
    table: TenantTable,
) -> None:
    go_live(table, live("many", *(f"word {n}" for n in range(9))))

    assert seen(RuleIndex(), table, "*", "anything") == {"many"}


def test_a_change_is_seen_as_soon_as_the_head_is_read_again(table: TenantTable) -> None:
    first, second = live("one", "win"), live("two", "win")
    index = RuleIndex()
    go_live(table, first)
    assert seen(index, table, "win") == {"one"}

    go_live(table, second)
    both = seen(index, table, "win")
    archive(table, first)

    assert both == {"one", "two"}
    assert seen(index, table, "win") == {"two"}


def test_an_older_head_than_was_seen_brings_nothing_old_back(table: TenantTable) -> None:
    index = RuleIndex()
    go_live(table, live("one", "win"))
    old = table.get(keys.rules_head("example"))
    go_live(table, live("two", "win"))
    seen(index, table, "win")

    version = index.see("example", old)

    assert version == 2
    assert {one.uid for one in index.found(table, ["win"])["win"].live} == {"one", "two"}


def test_of_two_changes_at_once_one_must_read_again(table: TenantTable) -> None:
    first, second = live("one", "win"), live("two", "draw")
    head = rule_index.load_head(table, second)
    go_live(table, first)

    with pytest.raises(ConditionFailed):
        table.transact(rule_index.live_writes("example", second, head))

    assert seen(RuleIndex(), table, "win", "draw") == {"one"}


def test_what_waits_for_an_achievement_is_found_by_it_until_it_is_archived(table: TenantTable) -> None:
    waiting = live("medal", "win", needs=("bronze", "silver"))
    go_live(table, waiting)

    before = [rule_index.dependants(table, uid) for uid in ("bronze", "silver", "gold")]
    archive(table, waiting)

    there = replace(waiting, version=1)
    assert before == [[there], [there], []]
    assert rule_index.dependants(table, "bronze") == []


def test_words_that_no_rule_has_cost_nothing_once_the_sieve_is_known(
    house: House, table: TenantTable
) -> None:
    for number in range(30):
        go_live(table, live(f"a{number}", f"action {number}"))
    index = RuleIndex()
    seen(index, table, *(f"ref {n}" for n in range(500)))
    assert house.meter is not None
    house.meter.reset()

    index.found(table, [f"another {n}" for n in range(500)])

    assert house.meter.total.calls == 0


def test_what_is_known_of_a_word_is_not_asked_again(house: House, table: TenantTable) -> None:
    go_live(table, live("one", "win"))
    index = RuleIndex()
    seen(index, table, "win")
    assert house.meter is not None
    house.meter.reset()

    found = index.found(table, ["win"])

    assert [one.uid for one in found["win"].live] == ["one"]
    assert house.meter.total.calls == 0


def test_a_container_remembers_the_tenants_that_it_met_last_and_no_more() -> None:
    index = RuleIndex()
    for number in range(10_000):
        index.see(f"t{number}", {"v": 1})
        index.see("t0", {"v": 1})

    remembered = [number for number in range(10_000) if index.version(f"t{number}") is not None]

    assert len(remembered) == RuleIndex.MOST_TENANTS
    assert remembered == [0, *range(10_001 - RuleIndex.MOST_TENANTS, 10_000)]


def test_the_rules_of_a_tenant_that_was_dropped_meanwhile_are_found_all_the_same(table: TenantTable) -> None:
    go_live(table, live("one", "win"))
    index = RuleIndex()
    index.see(table.tenant, table.get(keys.rules_head(table.tenant)))

    for number in range(RuleIndex.MOST_TENANTS):
        index.see(f"t{number}", {"v": 1})

    assert index.version(table.tenant) is None
    assert {one.uid for one in index.found(table, ["win"])["win"].live} == {"one"}
