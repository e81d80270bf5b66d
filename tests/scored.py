"""A crowd with scores, put onto a board by the store's own writes, many at once."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from chalicelib.domain.boards import bar, tree
from chalicelib.domain.boards.standing import Seen, Standing
from chalicelib.domain.contact import Contact
from chalicelib.domain.gamification.user import User
from chalicelib.domain.measures import ALL
from chalicelib.domain.rules.tokens import digest
from chalicelib.store import boards, progress
from chalicelib.store.contacts import CONTACTS
from chalicelib.store.progress import Kept
from chalicelib.store.table import TenantTable
from chalicelib.store.writes import Put

BEST = 50
SINCE = datetime(2024, 5, 17, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Member:
    uid: str
    number: int
    score: int

    @property
    def user(self) -> User:
        return User(
            uid=self.uid,
            number=self.number,
            first_name="Maximiliane",
            last_name=f"Oberhuber-{self.number % 1000}",
            phone="+43 1 588 00 12345",
            job_title="Regional manager",
            email=f"maximiliane.oberhuber-{self.number % 1000}@example.org",
            email_notifications=True,
            profile_picture=f"https://pictures.example.org/{self.uid}.png",
            created=SINCE,
            last_updated=SINCE,
            version=3,
        )


def crowd(size: int, *, seed: int = 5) -> list[Member]:
    """Amounts in cents, as sales are: many small, few large, all in ten-thousandths."""
    chance = random.Random(seed)
    return [
        Member(f"{n:024x}", 100_000_000 + n, 100 * int(100 * chance.lognormvariate(8, 1.2)))
        for n in range(size)
    ]


def place(score: int, members: Iterable[Member]) -> int:
    """By looking at each."""
    return 1 + sum(other.score > score for other in members)


def nodes(members: Iterable[Member]) -> dict[str, dict[str, int]]:
    return tree.delta((None, member.score) for member in members)


def preload(
    table: TenantTable, board: str, members: Sequence[Member], looked_at: Sequence[Member] | None = None
) -> None:
    """All of them counted; with `looked_at` only what a look at those and at the best can find is written."""
    counted = nodes(members)
    high = bar.raised(bar.ABOVE, lambda name: counted.get(name, {}))
    best = sorted(members, key=lambda one: -one.score)[:BEST]
    shown = list(members if looked_at is None else {one.uid: one for one in (*best, *looked_at)}.values())
    names = counted if looked_at is None else {name for one in shown for name in tree.nodes_of(one.score)}
    t, puts = table.tenant, []
    for name in {tree.ROOT, *names}:
        item = {**counted.get(name, {})} | ({"bar": high, "g": 0} if name == tree.ROOT else {})
        puts.append(Put(boards.node_key(t, board, ALL, 0, name), item, None))
    table.put_many([*puts, *(standing(t, board, one, high) for one in shown)])


def cards(table: TenantTable, members: Iterable[Member]) -> list[Put]:
    """The members themselves, each with the card that its score is of."""
    puts: list[Put] = []
    for one in members:
        contact = Contact(
            uid=one.uid,
            resource="person",
            created=SINCE,
            last_updated=SINCE,
            first_name=one.user.first_name,
            number=one.number,
        )
        puts.append(Put(CONTACTS.key(table.tenant, one.uid), CONTACTS.item(table.tenant, contact), None))
        kept = Kept(one.uid, digest("sale"), sums={"sales": {"n": Decimal(one.score).scaleb(-4)}})
        put = progress.changed(table.tenant, kept, {}, b"", None)
        puts.append(Put(put.key, put.item, None))
    return puts


def standing(t: str, board: str, member: Member, high: int | None) -> Put:
    before = Standing(member.uid, board)
    after = Standing(
        member.uid,
        board,
        revision=1,
        version=1,
        seen=Seen(member.number, member.user),
        listed={ALL: member.score},
    )
    put = boards.kept(t, before, after, top=bar.is_above(member.score, high))
    return Put(put.key, put.item, None)
