"""The sweep over memberships: what it costs, and what it does when somebody is faster or nothing fits."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from chalicelib.actions import renewing
from chalicelib.domain.kept_memberships import KeptMembership
from chalicelib.domain.membership import Membership, Moment
from chalicelib.store import keys
from chalicelib.store.codec import encode_item
from chalicelib.store.memberships import MEMBERSHIP_TYPES, MEMBERSHIPS
from sandbox.house import House
from tests.domain.memberships import a_membership
from tests.secretary import Secretary

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = NOON.date()
DUE = 20


def lay_in(house: House, count: int, *, due: int, on: date = TODAY) -> datetime:
    """Memberships written past the API: `due` of them lapse on a day, at the time that is given back, the others
    months later.

    Of those others the sweep can only see their place in the due index, so that no more of them is written.
    """
    pattern = a_membership(joined="2025-11-22", period="P1Y")
    items = [_item(pattern, f"{place:024x}", on if place < due else None) for place in range(count)]
    client = house.engine.client("dynamodb")
    for start in range(0, count, 25):
        puts = [{"PutRequest": {"Item": encode_item(item)}} for item in items[start : start + 25]]
        client.batch_write_item(RequestItems={house.settings.table: puts})
    return datetime.fromisoformat(items[0]["dsk"])


def _item(pattern: Membership, uid: str, end: date | None) -> dict[str, Any]:
    key = MEMBERSHIPS.key("example", uid)
    if end is None:
        return {**key._asdict(), **keys.due(key.pk, NOON + timedelta(days=200))}
    membership = replace(
        pattern,
        uid=uid,
        contact=uid,
        term=replace(pattern.term, end=end),
        reached=Moment(NOON - timedelta(hours=13), "expiring_soon"),
    )
    kept = KeptMembership(
        uid=uid,
        created=NOON,
        last_updated=NOON,
        membership=membership,
        link_tail="0" * 16,
        contact_resource="person",
        contact_name="Ada",
        type_name="Grade F",
    )
    return {**MEMBERSHIPS.item("example", kept), **key._asdict()}


def cost_of_a_sweep(house: House, count: int) -> tuple[float, float, int]:
    lay_in(house, count, due=DUE)
    assert house.meter is not None
    house.meter.reset()
    house.sweep()
    used = house.meter.snapshot()["schedule sweep"]
    return used.rru, used.wru, used.calls


def test_a_sweep_costs_what_is_due_not_what_there_is(office: Secretary) -> None:
    house = office.club.house
    few = cost_of_a_sweep(house, 100)
    house.engine.reset()
    house.build()

    many = cost_of_a_sweep(house, 10_000)

    assert few == many
    assert few[1] > 0


def test_what_late_work_leads_to_is_due_already_and_done_by_the_same_sweep(office: Secretary) -> None:
    house = office.club.house
    due = lay_in(house, DUE, due=DUE, on=NOON.date() + timedelta(days=2))
    house.clock.turn_to(due + timedelta(minutes=5))
    assert house.meter is not None
    house.meter.reset()

    done = house.sweep()["done"]

    assert house.meter.snapshot()["schedule sweep"].by_call["Query"] > keys.DUE_SHARDS
    assert done == 2 * DUE, "each membership, and what it told"


def test_sixty_four_renewals_at_once_make_one_period(office: Secretary) -> None:
    member = office.active(kind=office.type(renewal_window_days=400))

    with ThreadPoolExecutor(64) as crowd:
        replies = list(crowd.map(lambda _: office.post(member, "renew"), range(64)))

    statuses = sorted(reply.status for reply in replies)
    assert statuses == [201] + [409] * 63
    assert office.club.got("member/")["total"] == 2
    assert office.events().count("renewal_confirmation") == 1


def test_the_clock_and_a_secretary_renewing_at_once_make_one_period(office: Secretary) -> None:
    member = office.active(auto_renew=True)
    house = office.club.house
    house.settle()
    house.clock.turn_to(office.at("2027-11-21"))
    table = house.wired.table.of("example")

    def sweep() -> Any:
        return renewing.walk(table, member["uid"], now=house.clock.now())

    with ThreadPoolExecutor(16) as crowd:
        asked = [crowd.submit(sweep) for _ in range(8)]
        asked += [crowd.submit(office.post, member, "renew") for _ in range(8)]
        for one in asked:
            one.result()

    assert office.club.got("member/")["total"] == 2
    assert office.events().count("renewal_confirmation") == 1


def test_without_its_type_nothing_renews_by_itself_and_it_lapses(office: Secretary) -> None:
    member = office.active(kind=office.type(grace_days=0), auto_renew=True)
    table = office.club.house.wired.table.of("example")
    kind = MEMBERSHIP_TYPES.load(table, member["membership_type"].split("/")[3])
    table.put(MEMBERSHIP_TYPES.gone("example", kind, at=NOON))

    office.turn_to("2027-11-22")

    assert office.got(member)["status"] == "lapsed"
    assert office.sent()[-1] == ("2027-11-22", "lapsed_1d")


def test_a_period_made_by_hand_ends_the_auto_renewal_before_it(office: Secretary) -> None:
    kind, person = office.type(grace_days=0), office.club.person(email="ada@example.org")
    member = office.active(kind=kind, contact=person, auto_renew=True)
    office.member(kind, person, start_date="2027-11-21")

    office.turn_to("2027-11-21")

    assert office.got(member)["auto_renew"] is False
    assert office.club.got("member/")["total"] == 2
    assert office.club.house.sweep()["failed"] == 0


def test_a_removed_membership_is_not_walked(office: Secretary) -> None:
    member = office.active()
    office.club.ask("DELETE", f"member/{member['uid']}/")
    before = len(office.events())

    office.turn_to("2028-06-01")

    assert len(office.events()) == before
