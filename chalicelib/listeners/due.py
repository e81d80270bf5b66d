"""One piece of due work, whoever found it: the stream at once, the sweep if the stream did not."""

from datetime import timedelta

from ..actions import importing, issuing, payments, renewing, replaying, unpacking
from ..domain.kept_memberships import link_tail
from ..messaging import templates
from ..reactions import book, sending
from ..store.keys import Key
from ..wiring import Wiring

# Less than the sweep keeps for what it begins; what is left of an import is done at the next run.
SLICE = timedelta(seconds=10)


def do(wired: Wiring, key: Key) -> bool:
    """Do what is due at this key; doing it twice does nothing. False: no mail leaves just now."""
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
        case "M":
            unpacking.go_on(table, uid, at=wired.clock())
            renewing.walk(table, uid, tail=lambda: link_tail(wired.ids.uid()), now=wired.clock())
        case "IMP":
            importing.go_on(table, uid, clock=wired.clock, until=wired.clock() + SLICE)
        case "PAY":
            payments.fall_due(table, uid, at=wired.clock())
        case "AW":
            issuing.fall_due(table, uid, at=wired.clock())
        case "AR":
            replaying.fall_due(table, wired.rules, uid, now=wired.clock())
        case _:
            raise LookupError(f"nothing is known to be due at {key.sk}")
    return True
