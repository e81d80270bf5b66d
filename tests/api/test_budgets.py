"""What each operation may ask of DynamoDB, by the project's own meter: one read to decide, one write."""

from datetime import timedelta

import pytest

from chalicelib import wiring
from chalicelib.actions import groups
from chalicelib.domain.contact import Group
from sandbox.meter import Usage
from tests.asking import Club

READS = {"GetItem", "BatchGetItem", "Query", "TransactGetItems"}
ONE = "/api/v1/{flock}/achievement/{uid}"


class Spent:
    """What one operation used while the block ran."""

    def __init__(self, club: Club, operation: str) -> None:
        self._meter, self._operation = club.house.meter, operation
        assert self._meter is not None

    def __enter__(self) -> "Spent":
        self._before = self._now()
        return self

    def __exit__(self, *_: object) -> None:
        after = self._now()
        self.calls = after.by_call - self._before.by_call
        self.reads = sum(count for name, count in self.calls.items() if name in READS)
        self.writes = self.calls.total() - self.reads
        self.rru, self.wru = after.rru - self._before.rru, after.wru - self._before.wru

    def _now(self) -> Usage:
        assert self._meter is not None
        return self._meter.snapshot().get(self._operation, Usage())


AUTHENTICATION = 1
# verb: its body, the calls that write, and the write units that it may use
STEPS_SPENT = {
    "complete_step": ({"number": 2}, 1, 1),
    "uncomplete_step": ({"number": 1}, 1, 1),
    "complete_all_steps": (None, 1, 1),
    "reset_steps": (None, 1, 1),
}


@pytest.mark.parametrize("verb", STEPS_SPENT)
def test_a_step_call_reads_once_and_writes_once(swift: Club, verb: str) -> None:
    body, writes, units = STEPS_SPENT[verb]
    uid = swift.start()["uid"]
    swift.done(f"achievement/{uid}/complete_step/", {"number": 1})

    with Spent(swift, f"PUT {ONE}/{verb}") as spent:
        swift.done(f"achievement/{uid}/{verb}/", body, role="coach")

    assert (spent.reads, spent.writes) == (AUTHENTICATION + 1, writes)
    assert spent.wru <= units


def test_a_step_call_that_changes_nothing_writes_nothing(swift: Club) -> None:
    uid = swift.start()["uid"]

    with Spent(swift, f"PUT {ONE}/uncomplete_step") as spent:
        swift.done(f"achievement/{uid}/uncomplete_step/", {"number": 2})

    assert (spent.reads, spent.writes) == (AUTHENTICATION + 1, 0)


def test_finishing_is_one_read_and_one_transaction(swift: Club) -> None:
    uid = swift.start()["uid"]
    swift.done(f"achievement/{uid}/complete_all_steps/")

    with Spent(swift, f"PUT {ONE}/finish") as spent:
        swift.done(f"achievement/{uid}/finish/", role="coach")

    assert (spent.reads, spent.calls["TransactWriteItems"], spent.writes) == (AUTHENTICATION + 1, 1, 1)


def test_starting_is_one_read_of_both_and_one_write(swift: Club) -> None:
    kind, person = swift.type(), swift.person()

    with Spent(swift, "POST /api/v1/{flock}/achievement") as spent:
        swift.start(kind, person, role="coach")

    assert (spent.reads, spent.writes) == (AUTHENTICATION + 1, 1)


@pytest.mark.parametrize(("role", "most"), [("admin", 1), ("coach", 1), ("member", 2)])
def test_showing_one_is_one_read_and_a_parent_s_right_one_more(swift: Club, role: str, most: int) -> None:
    contact = swift.got(f"person/{swift.residents.member['contact']}/")
    child = swift.person(guardians=[contact["uri"]])
    uid = swift.start(contact=child)["uid"]

    with Spent(swift, f"GET {ONE}") as spent:
        swift.got(f"achievement/{uid}/", role=role)

    assert (spent.reads, spent.writes) == (AUTHENTICATION + most, 0)


@pytest.mark.parametrize(
    "header", [{}, {"Authorization": "Bearer "}, {"X-API-KEY": "lrl_" + "a" * 51}], ids=str
)
def test_nobody_costs_nothing(swift: Club, header: dict[str, str]) -> None:
    with Spent(swift, f"PUT {ONE}/finish") as spent:
        swift.ask("PUT", f"achievement/{'0' * 24}/finish/", role=None, headers=header)

    assert spent.calls.total() == 0


@pytest.fixture(scope="module")
def crowded(shared_club: Club) -> dict[int, dict[str, float]]:
    """What the first page and a walked one cost with so many groups; the clock goes on between."""
    club, made = shared_club, 0
    wiring.use(club.house.wired)
    table = club.house.wired.table.of(club.tenant)
    costs: dict[int, dict[str, float]] = {}
    for number in (100, 300, 700):
        while made < number:
            at = club.house.clock.now()
            groups.add(table, Group(uid=f"{made:024x}", name=f"Group {made}", created=at, last_updated=at))
            made += 1
        club.house.clock.turn_to(club.house.clock.now() + timedelta(hours=1))
        club.got("group/")  # whoever looks first moves the tally up
        following = club.got("group/")["links"]["next"].removeprefix("http://127.0.0.1:8000")
        costs[number] = {}
        for page, target in (("first", "group/"), ("next", following)):
            with Spent(club, "GET /api/v1/{flock}/group") as spent:
                found = club.got(target)
            assert (found["total"], len(found["results"])) == (number, 25)
            costs[number][f"{page} calls"] = spent.calls.total()
            costs[number][f"{page} rru"] = spent.rru
    return costs


@pytest.mark.parametrize("what", ["first calls", "first rru", "next calls", "next rru"])
def test_a_page_costs_the_same_with_700_records_as_with_a_hundred(
    crowded: dict[int, dict[str, float]], what: str
) -> None:
    at = {number: cost[what] for number, cost in crowded.items()}

    assert at[700] <= at[100] * 1.05 and at[700] <= at[300] * 1.05, at
