"""Boards follow cards: each contact's moves written with the tree's counts in one transaction, many netted.

Whatever is delivered, twice, late, never: a card is read as it stands and compared with what was applied of
it, and what differs is moved. The standing guards each move, so the tree is always the sum of the entries.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from ..domain.boards import tree
from ..domain.boards.bar import is_above
from ..domain.boards.card import Card
from ..domain.boards.standing import Seen, Standing, Wanted, is_done, moved, open_windows
from ..domain.boards.windows import is_kept
from ..domain.contact import Contact
from ..domain.measures import ALL
from ..domain.privacy import Policy, day, user
from ..domain.refusals import Busy
from ..store import board_keys, boards, privacy
from ..store.codec import Item
from ..store.contacts import CONTACTS
from ..store.table import MOST_WRITES, ConditionFailed, TenantTable
from ..store.writes import Put, Write
from . import lifting

# One contact's part of a transaction; what is more waits for the next round.
MOST_OF_ONE = 80
MOST_ROUNDS = 24

# A node of a board in a window.
Place = tuple[str, str, str]


@dataclass(frozen=True)
class Job:
    """One board to follow a contact's card, or to show the contact anew, with the scores that it has."""

    contact: str
    board: str
    card: Card | None = None
    anew: bool = False

    @property
    def on(self) -> tuple[str, str]:
        return self.contact, self.board


@dataclass
class Plan:
    """What one job writes in one round."""

    job: Job
    before: Standing
    after: Standing
    windows: list[str]
    contact: Contact | None
    counts: dict[Place, dict[str, int]] = field(default_factory=dict)
    done: bool = True

    @property
    def entries(self) -> list[str]:
        return [window for window in self.windows if window != ALL]

    @property
    def weight(self) -> int:
        return 2 + len(self.entries) + len(self.counts)


def settle(table: TenantTable, jobs: Sequence[Job], *, now: datetime) -> None:
    """Do the jobs; doing them twice changes nothing. Busy where others are always faster."""
    waiting = list(jobs)
    for _ in range(MOST_ROUNDS):
        if not waiting:
            return
        waiting = _Round(table, waiting, now).done()
    raise Busy("The boards keep changing. Try again.")


class _Round:
    def __init__(self, table: TenantTable, jobs: list[Job], now: datetime) -> None:
        self.table, self.jobs, self.now, self.t = table, jobs, now, table.tenant
        self.policy: Policy = "hide"

    def done(self) -> list[Job]:
        """Writes what it can; the jobs that need another round."""
        self._read()
        plans = [plan for job in self.jobs if (plan := self._plan(job)) is not None]
        self._read_roots(plans)
        left = [plan.job for plan in plans if not plan.done]
        for chunk in _chunks(plans):
            try:
                self._write(chunk)
            except ConditionFailed:
                left += [plan.job for plan in chunk if plan.job not in left]
        lifting.lift(self.table, self.news)
        return left

    def _read(self) -> None:
        places = {job.on: boards.standing_key(self.t, *job.on) for job in self.jobs}
        head = board_keys.boards_head(self.t)
        found = self.table.get_many([head, *places.values()], consistent=True)
        self.generation = boards.read_head(found.get(head)).generation
        self.standings = {on: boards.read_standing(*on, found.get(key)) for on, key in places.items()}
        self.seen, self.contacts = self._faces()

    def _faces(self) -> tuple[dict[str, Seen], dict[str, Contact]]:
        """How contacts are seen that were on no board yet, or are to be shown anew."""
        wanted = [job.contact for job in self.jobs if job.anew or self.standings[job.on].seen is None]
        contacts = CONTACTS.find_many(self.table, list(dict.fromkeys(wanted)), consistent=True)
        if not wanted:
            return {}, {}
        self.policy = privacy.policy(self.table, consistent=True)
        seen = {uid: self._seen(contacts.get(uid)) for uid in wanted}
        return seen, contacts

    def _seen(self, contact: Contact | None) -> Seen:
        """A contact that is gone is seen by nobody."""
        shown = user(contact, day(self.now), self.policy)
        return Seen(contact.number if contact else 0, shown)

    def _plan(self, job: Job) -> Plan | None:
        standing = self.standings[job.on].now_of(self.generation)
        fresh = self.seen.get(job.contact)
        seen = (fresh if job.anew else None) or standing.seen or fresh
        assert seen is not None
        wanted = _wanted(job, standing, seen, self.now)
        if is_done(standing, wanted, self.now):
            return None
        contact = self.contacts.get(job.contact) if seen is fresh else None
        return _planned(job, standing, wanted, contact, self.now)

    def _read_roots(self, plans: Iterable[Plan]) -> None:
        """Where the bars lie; that of a moment ago is as good."""
        wanted = {(plan.job.board, window) for plan in plans for window in (ALL, *plan.entries)}
        place = {one: board_keys.board_root(self.t, *one) for one in wanted}
        found = self.table.get_many(place.values())
        self.roots: dict[tuple[str, str], Item] = {one: found.get(key, {}) for one, key in place.items()}
        for one, root in self.roots.items():
            if root and root.get("g", 0) < self.generation:  # of before the boards were made anew
                self.roots[one] = renew(self.table, *one, self.generation)
        self.news: list[lifting.News] = []

    def _write(self, chunk: list[Plan]) -> None:
        tops: Counter[tuple[str, str]] = Counter()
        writes: list[Write] = [put for plan in chunk for put in self._puts(plan, tops)]
        writes += self._counted(chunk, tops)
        checks = {plan.contact.uid: plan.contact for plan in chunk if plan.contact}
        writes += [CONTACTS.unchanged(self.t, contact) for contact in checks.values()]
        writes += [privacy.unchanged(self.t, self.policy)] if checks else []
        if len(writes) == 1 and isinstance(writes[0], Put):
            self.table.put(writes[0])
        else:
            self.table.transact(writes)

    def _puts(self, plan: Plan, tops: Counter[tuple[str, str]]) -> Iterator[Put]:
        """The standing first: it guards the others."""
        for window in (ALL, *plan.entries):
            score = plan.after.listed.get(window)
            top = score is not None and is_above(score, boards.bar(self.roots[plan.job.board, window]))
            tops[plan.job.board, window] += top
            if window == ALL:
                yield boards.kept(self.t, plan.before, plan.after, top=top)
            else:
                yield boards.entry(self.t, plan.after, window, top=top)

    def _counted(self, chunk: list[Plan], tops: Mapping[tuple[str, str], int]) -> Iterator[Write]:
        counts: dict[Place, Counter[str]] = {}
        for plan in chunk:
            for place, added in plan.counts.items():
                counts.setdefault(place, Counter()).update(added)
        for (board, window, node), net in counts.items():
            changed = {cell: n for cell, n in net.items() if n}
            if node == tree.ROOT:
                changed |= {lifting.TOPS: tops[board, window]} if tops[board, window] else {}
                self.news.append(lifting.News(board, window, self.generation, self.roots[board, window]))
            if changed or node == tree.ROOT:
                yield boards.added(self.t, board, window, self.generation, node, changed)


def renew(table: TenantTable, board: str, window: str, generation: int) -> Item:
    """Empty the board's root for this generation; one that is as new stays."""
    with suppress(ConditionFailed):
        table.put(boards.emptied(table.tenant, board, window, generation))
    return {"g": generation}


def _wanted(job: Job, standing: Standing, seen: Seen, now: datetime) -> Wanted:
    if job.card is None:
        return Wanted(standing.version, {**standing.listed, **standing.hidden}, seen)
    scores = {window: n for window, n in job.card.of(job.board).items() if is_kept(window, now)}
    return Wanted(job.card.version, scores, seen)


def _planned(job: Job, standing: Standing, wanted: Wanted, contact: Contact | None, now: datetime) -> Plan:
    """As many windows as fit."""
    asked = open_windows(standing, wanted, now)
    after = moved(standing, wanted, asked, now)
    plan = Plan(job, standing, after, [], contact)
    for window in asked:
        counts = _counts(job.board, window, standing.listed.get(window), after.listed.get(window))
        if plan.weight + (window != ALL) + len(counts) > MOST_OF_ONE:
            plan.done = False
            plan.after = moved(standing, wanted, plan.windows, now)
            break
        plan.windows.append(window)
        plan.counts |= counts
    return plan


def _counts(board: str, window: str, before: int | None, after: int | None) -> dict[Place, dict[str, int]]:
    """What the move adds to which nodes. The root of a board that a contact comes on or leaves is always
    among them, for it is the root that knows whether the board was made anew."""
    added = tree.delta([(before, after)])
    if before is None or after is None:
        added.setdefault(tree.ROOT, {})
    return {(board, window, node): counts for node, counts in added.items()}


def _chunks(plans: list[Plan]) -> Iterator[list[Plan]]:
    """Plans that fit in one transaction together; those with scores near each other share nodes."""
    chunk: list[Plan] = []
    nodes: set[Place] = set()
    puts = 0
    for plan in sorted(plans, key=lambda plan: (plan.job.board, plan.after.score or 0)):
        own = 2 + len(plan.entries)
        if chunk and puts + own + len(nodes | plan.counts.keys()) > MOST_WRITES - 1:
            yield chunk
            chunk, nodes, puts = [], set(), 0
        chunk.append(plan)
        nodes |= plan.counts.keys()
        puts += own
    if chunk:
        yield chunk
