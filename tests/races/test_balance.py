"""A balance is the sum of its ledger at each moment at which anybody looks, on DynamoDB Local (W5)."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from chalicelib.actions import issuing
from chalicelib.domain.points import entry_uid
from chalicelib.store import keys
from chalicelib.store.codec import decode_item, encode_item
from tests.asking import Club
from tests.awarding import given, table_of
from tests.figures import tally
from tests.races.collisions import Collisions
from tests.races.conftest import ROUNDS
from tests.races.crowd import at_once

pytestmark = pytest.mark.local
AWARDS, ISSUERS = 48, 16


def test_whoever_looks_while_awards_are_given_sees_a_balance_that_is_its_ledger(
    club: Club, collisions: Collisions
) -> None:
    seen: list[tuple[Decimal, Decimal]] = []
    for _ in range(max(1, ROUNDS // 10)):
        seen += _looked_at_while_given(club)

    tally("moments amid races, balance = ledger", len(seen), sum(kept != summed for kept, summed in seen))
    assert [look for look in seen if look[0] != look[1]] == []
    assert len({kept for kept, _ in seen}) > 5, "nothing was given while it was looked at"
    assert collisions.seen > 0


def _looked_at_while_given(club: Club) -> list[tuple[Decimal, Decimal]]:
    contact = str(club.person()["uid"])
    uids = [given(club, contact, key=str(place)) for place in range(AWARDS)]
    issue = partial(issuing.fall_due, table_of(club), at=club.house.clock.now())
    shares = [uids[place::ISSUERS] for place in range(ISSUERS)]
    with ThreadPoolExecutor(1) as giver:
        giving = giver.submit(
            at_once, [lambda share=share: [issue(uid) for uid in share] for share in shares]
        )
        seen = [_looked(club, contact, uids)]
        while not giving.done():
            seen.append(_looked(club, contact, uids))
        giving.result()
    return [*seen, _looked(club, contact, uids)]


def _looked(club: Club, contact: str, awards: list[str]) -> tuple[Decimal, Decimal]:
    """The balance and the sum of the entries, read in one transaction."""
    table = table_of(club)
    entries = [keys.points_entry(club.tenant, contact, entry_uid(f"award:{uid}")) for uid in awards]
    wanted = [
        {"Get": {"TableName": table.name, "Key": encode_item(key._asdict())}}
        for key in (keys.points(club.tenant, contact), *entries)
    ]
    answers = table.client.transact_get_items(TransactItems=wanted)["Responses"]
    balance, *found = (decode_item(answer.get("Item") or {}) for answer in answers)
    return _points(balance), sum((_points(entry) for entry in found), Decimal(0))


def _points(item: dict[str, Any]) -> Decimal:
    return Decimal(item.get("points", 0))
