"""Who leads a board of all time: told when somebody passes the one who led."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from ..domain.boards.card import shown
from ..domain.events import rank_taken
from ..domain.measures import ALL
from ..store import board_keys, boards
from ..store.boards import Leader
from ..store.codec import Item
from ..store.keys import Key
from ..store.table import TenantTable
from . import naming, telling
from .boards import scores
from .placing import Job


def judge(table: TenantTable, jobs: Sequence[Job], *, now: datetime) -> None:
    """Whether one of these contacts leads now, or leads no more: judged by what stands, so that it may be
    asked again at any time. Who has as much as the leader has not passed it."""
    moved: dict[str, list[str]] = {}
    for job in jobs:
        moved.setdefault(job.board, []).append(job.contact)
    for board, contacts in moved.items():
        table.decided(partial(_judge, table, board, contacts, now))


def _judge(table: TenantTable, board: str, contacts: list[str], now: datetime) -> None:
    place = board_keys.board_leader(table.tenant, board)
    found = table.get_many([place, *_places(table, board, contacts)], consistent=True)
    leader, held = boards.read_leader(found.get(place)), _held(found, board)
    if leader is not None and leader.contact not in contacts:
        held |= _held(table.get_many(_places(table, board, [leader.contact]), consistent=True), board)
    if held and (leader is None or held.get(leader.contact, leader.score - 1) < leader.score):
        held |= _best(table, board, now)
    if not held:
        return
    score = max(held.values())
    if leader is None or held.get(leader.contact) != score:
        _take(table, board, leader, min(uid for uid in held if held[uid] == score), score, now)
    elif score < leader.score:
        table.put(boards.led(table.tenant, board, leader, replace(leader, score=score)))


def _places(table: TenantTable, board: str, contacts: Iterable[str]) -> list[Key]:
    return [boards.standing_key(table.tenant, uid, board) for uid in contacts]


def _held(found: Mapping[Key, Item], board: str) -> dict[str, int]:
    """The scores of all time that others may see."""
    read = [
        boards.read_standing(key.pk.split("#", 2)[2], board, item)
        for key, item in found.items()
        if key.sk.startswith("BE#")
    ]
    return {one.contact: one.listed[ALL] for one in read if ALL in one.listed}


def _best(table: TenantTable, board: str, now: datetime) -> dict[str, int]:
    """Who stands at the top of the list, with the scores that they really have."""
    rows = scores(table, board, ALL, limit=2, contact=None, now=now).rows
    return _held(
        table.get_many(_places(table, board, [row.user.uid for row in rows]), consistent=True), board
    )


def _take(
    table: TenantTable, board: str, before: Leader | None, contact: str, score: int, now: datetime
) -> None:
    after = Leader(contact, score, before.turn + 1 if before else 1)
    said = {"score": str(shown(board, score)), **naming.words(table, contact)}
    event = rank_taken(board, contact, after.turn, now, said)
    telling.write(table, [boards.led(table.tenant, board, before, after)], [event])
