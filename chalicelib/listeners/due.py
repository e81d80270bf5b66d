"""One piece of due work, whoever found it: the stream at once, the sweep if the stream did not."""

from collections.abc import Sequence
from datetime import timedelta

from ..actions import (
    backfilling,
    contacts,
    evaluating,
    following,
    importing,
    issuing,
    payments,
    posting,
    renewing,
    replaying,
    retroactive,
    showing,
    streaks,
    unpacking,
)
from ..messaging import templates
from ..reactions import book, calling, sending
from ..store.keys import Key
from ..store.memberships import MEMBERSHIPS
from ..wiring import TenantTable, Wiring

# Less than the sweep keeps for what it begins; what is left of an import is done at the next run.
SLICE = timedelta(seconds=10)


def line(key: Key) -> str:
    """What rests together: all mails, for SES is one; each tenant's webhooks, for they are its own affair."""
    return f"{key.pk.partition('#')[0]}#WD" if key.sk == "WD" else key.sk


def do(wired: Wiring, key: Key) -> bool:
    """Do what is due at this key; doing it twice does nothing. False: others of its line may rest a while."""
    tenant, _, uid = key.pk.split("#", 2)
    table = wired.table.of(tenant)
    match key.sk:
        case "EV":
            book.follow(
                table,
                uid,
                now=wired.clock(),
                templates=templates.names(),
                base_url=wired.settings.base_url,
            )
        case "O":
            return sending.deliver(table, uid, sending.Post(wired.mailer, wired.clock, wired.jitter))
        case "WD":
            return calling.deliver(table, uid, calling.Line(wired.webhooks, wired.clock, wired.jitter))
        case "M":
            _go_on(wired, table, uid)
        case "IMP":
            importing.go_on(table, uid, clock=wired.clock, until=wired.clock() + SLICE)
        case "PAY":
            payments.fall_due(table, uid, at=wired.clock())
        case "AW":
            issuing.fall_due(table, uid, at=wired.clock())
        case "AR":
            replaying.fall_due(table, wired.rules, uid, now=wired.clock())
        case "C":
            contacts.come_of_age(table, uid, at=wired.clock())
        case "FP":
            posting.number(table, [uid], now=wired.clock())
        case "PV":
            showing.go_on(table, clock=wired.clock, until=wired.clock() + SLICE)
        case "RR":
            until = wired.clock() + SLICE
            retroactive.go_on(table, wired.rules, uid, clock=wired.clock, until=until)
        case "BF":
            _backfill(wired, table, uid)
        case progress if progress.startswith("X#"):
            evaluating.wake(table, uid, progress.removeprefix("X#"), now=wired.clock())
            following.fall_due(table, [key], now=wired.clock())
        case card if card.startswith("CC#"):
            following.fall_due(table, [key], now=wired.clock())
        case enrolment if enrolment.startswith("EN#"):
            streaks.fall_due(table, uid, enrolment.removeprefix("EN#"), now=wired.clock())
        case _:
            raise LookupError(f"nothing is known to be due at {key.sk}")
    return True


def _backfill(wired: Wiring, table: TenantTable, path: str) -> None:
    def apply(cards: Sequence[Key]) -> None:
        following.follow(table, cards, now=wired.clock())

    backfilling.go_on(table, path, apply, clock=wired.clock, until=wired.clock() + SLICE)


def _go_on(wired: Wiring, table: TenantTable, uid: str) -> None:
    """A membership is due for the payments of its plan, for its next moment, or for both."""
    kept = MEMBERSHIPS.find(table, uid)
    if kept and kept.unpacks:
        kept = unpacking.go_on(table, uid, at=wired.clock())
    renewing.walk(table, uid, now=wired.clock(), met=kept)
