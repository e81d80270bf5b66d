"""One piece of due work, whoever found it: the stream at once, the sweep if the stream did not.

Each job imports its action when it is first due, so that no function starts with what it may never do.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta

from ..store.keys import Key
from ..wiring import TenantTable, Wiring

# Less than the sweep keeps for what it begins; what is left of an import is done at the next run.
SLICE = timedelta(seconds=10)


def line(key: Key) -> str:
    """What rests together: all mails, for SES is one; each tenant's webhooks, for they are its own affair."""
    return f"{key.pk.partition('#')[0]}#WD" if key.sk == "WD" else key.sk


def do(wired: Wiring, key: Key) -> bool:
    """Do what is due at this key; doing it twice does nothing. False: others of its line may rest a while."""
    job = JOBS.get(kind(key))
    if job is None:
        raise LookupError(f"nothing is known to be due at {key.sk}")
    return job(wired, wired.table.of(key.pk.partition("#")[0]), key) is not False


def kind(key: Key) -> str:
    """What the jobs are told apart by: the sort key, up to its first part that varies."""
    return "".join(key.sk.partition("#")[:2])


def _uid(key: Key) -> str:
    return key.pk.split("#", 2)[2]


def _follow(wired: Wiring, table: TenantTable, key: Key) -> None:
    from ..messaging import templates
    from ..reactions import book

    book.follow(
        table,
        _uid(key),
        now=wired.clock(),
        templates=templates.names(),
        base_url=wired.settings.base_url,
    )


def _send(wired: Wiring, table: TenantTable, key: Key) -> bool:
    from ..reactions import sending

    post = sending.Post(wired.mailer, wired.clock, wired.jitter, wired.settings.base_url)
    return sending.deliver(table, _uid(key), post)


def _call(wired: Wiring, table: TenantTable, key: Key) -> bool:
    from ..reactions import calling

    return calling.deliver(table, _uid(key), calling.Line(wired.webhooks, wired.clock, wired.jitter))


def _go_on_with_a_membership(wired: Wiring, table: TenantTable, key: Key) -> None:
    """It is due for the payments of its plan, for its next moment, or for both."""
    from ..actions import renewing, unpacking
    from ..store.memberships import MEMBERSHIPS

    kept = MEMBERSHIPS.find(table, _uid(key))
    if kept and kept.unpacks:
        kept = unpacking.go_on(table, _uid(key), at=wired.clock())
    renewing.walk(table, _uid(key), now=wired.clock(), met=kept)


def _import(wired: Wiring, table: TenantTable, key: Key) -> None:
    from ..actions import importing

    importing.go_on(table, _uid(key), clock=wired.clock, until=wired.clock() + SLICE)


def _pay(wired: Wiring, table: TenantTable, key: Key) -> None:
    from ..actions import payments

    payments.fall_due(table, _uid(key), at=wired.clock())


def _issue(wired: Wiring, table: TenantTable, key: Key) -> None:
    from ..actions import issuing

    issuing.fall_due(table, _uid(key), at=wired.clock())


def _count(wired: Wiring, table: TenantTable, key: Key) -> None:
    from ..actions import replaying

    replaying.fall_due(table, wired.rules, _uid(key), now=wired.clock())


def _come_of_age(wired: Wiring, table: TenantTable, key: Key) -> None:
    from ..actions import contacts

    contacts.come_of_age(table, _uid(key), at=wired.clock())


def _number(wired: Wiring, table: TenantTable, key: Key) -> None:
    from ..actions import posting

    posting.number(table, [_uid(key)], now=wired.clock())


def _show(wired: Wiring, table: TenantTable, _: Key) -> None:
    from ..actions import showing

    showing.go_on(table, clock=wired.clock, until=wired.clock() + SLICE)


def _give_what_was_earned(wired: Wiring, table: TenantTable, key: Key) -> None:
    from ..actions import retroactive

    until = wired.clock() + SLICE
    retroactive.go_on(table, wired.rules, _uid(key), clock=wired.clock, until=until)


def _backfill(wired: Wiring, table: TenantTable, key: Key) -> None:
    from ..actions import backfilling, following

    def apply(cards: Sequence[Key]) -> None:
        following.follow(table, cards, now=wired.clock())

    backfilling.go_on(table, _uid(key), apply, clock=wired.clock, until=wired.clock() + SLICE)


def _wake(wired: Wiring, table: TenantTable, key: Key) -> None:
    from ..actions import evaluating

    evaluating.wake(table, _uid(key), key.sk.removeprefix("X#"), now=wired.clock())
    _move(wired, table, key)


def _move(wired: Wiring, table: TenantTable, key: Key) -> None:
    from ..actions import following

    following.fall_due(table, [key], now=wired.clock())


def _break(wired: Wiring, table: TenantTable, key: Key) -> None:
    from ..actions import streaks

    streaks.fall_due(table, _uid(key), key.sk.removeprefix("EN#"), now=wired.clock())


def _erase(wired: Wiring, table: TenantTable, key: Key) -> None:
    from ..actions import erasing

    erasing.go_on(table, _uid(key), clock=wired.clock, until=wired.clock() + SLICE)


def _follow_alone(wired: Wiring, table: TenantTable, key: Key) -> None:
    from . import alone

    alone.go_on(wired, table, _uid(key))


def _replay(wired: Wiring, table: TenantTable, _: Key) -> None:
    from ..actions import replay_runs

    replay_runs.go_on(table, wired.rules, clock=wired.clock, until=wired.clock() + SLICE)


# A job that answers False asks for a rest of its line.
Job = Callable[[Wiring, TenantTable, Key], bool | None]
JOBS: dict[str, Job] = {
    "EV": _follow,
    "O": _send,
    "WD": _call,
    "M": _go_on_with_a_membership,
    "IMP": _import,
    "PAY": _pay,
    "AW": _issue,
    "AR": _count,
    "C": _come_of_age,
    "FP": _number,
    "PV": _show,
    "RR": _give_what_was_earned,
    "BF": _backfill,
    "X#": _wake,
    "CC#": _move,
    "EN#": _break,
    "ER": _erase,
    "LR": _follow_alone,
    "FR": _replay,
}
