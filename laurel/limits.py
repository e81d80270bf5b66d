"""What an operator does with a tenant's limits: `laurel limit show|set|reset`."""

from argparse import Namespace, _SubParsersAction
from typing import Any

from chalicelib.actions import limiting, tenants
from chalicelib.domain.limits import LIMITS, Limit, limit_of
from chalicelib.domain.refusals import Invalid
from chalicelib.domain.tenant import MAILS_PER_DAY, Tenant
from chalicelib.wiring import Wiring
from laurel.commands import Done

MAILS = "mails"
WHAT = (MAILS, *LIMITS)

# Of whom a limit is, where it is not a key.
WHOSE = {"sign_in": "address", "sign_in_from": "place"}


def register(nouns: "_SubParsersAction[Any]") -> None:
    verbs = nouns.add_parser(
        "limit", help="limits of a tenant: mails a day, dear calls a key"
    ).add_subparsers(required=True, metavar="VERB")
    show = verbs.add_parser("show", help="all of them, and which are the tenant's own")
    show.set_defaults(command=show_limits)

    set_ = verbs.add_parser("set", help="one of them: mails --per-day N, or --burst N --per-hour N")
    set_.add_argument("--per-day", type=int, metavar="N", help="mails on a day of the tenant's calendar")
    set_.add_argument("--burst", type=int, metavar="N", help="calls of a key at once")
    set_.add_argument("--per-hour", type=int, metavar="N", help="calls that a key gets back in an hour")
    set_.set_defaults(command=set_limit)

    reset = verbs.add_parser("reset", help="one of them, as it is for everybody")
    reset.set_defaults(command=reset_limit)
    for verb in (show, set_, reset):
        verb.add_argument("tenant")
    for verb in (set_, reset):
        verb.add_argument("what", choices=WHAT)


def show_limits(wired: Wiring, asked: Namespace) -> Done:
    return _shown(tenants.get(wired.table.of(asked.tenant)))


def set_limit(wired: Wiring, asked: Namespace) -> Done:
    if asked.what == MAILS:
        return _mails(wired, asked, _given(asked, "per_day"))
    return _calls(wired, asked, Limit(_given(asked, "burst"), _given(asked, "per_hour")))


def reset_limit(wired: Wiring, asked: Namespace) -> Done:
    return _mails(wired, asked, MAILS_PER_DAY) if asked.what == MAILS else _calls(wired, asked, None)


def _mails(wired: Wiring, asked: Namespace, number: int) -> Done:
    changes = {"mails_per_day": number}
    return _shown(tenants.change(wired.table.of(asked.tenant), changes, at=wired.clock()))


def _calls(wired: Wiring, asked: Namespace, limit: Limit | None) -> Done:
    table = wired.table.of(asked.tenant)
    return _shown(limiting.set_limit(table, asked.what, limit, at=wired.clock()))


def _given(asked: Namespace, name: str) -> int:
    number: int | None = getattr(asked, name)
    if number is None or number < 0:
        option = f"--{name.replace('_', '-')}"
        raise Invalid(
            f"{asked.what} needs {option}, a whole number from 0 on.", {option: "missing or below 0"}
        )
    return number


def _shown(tenant: Tenant) -> Done:
    """For people a line each; `*` marks what is the tenant's own."""
    limits = {what: limit_of(what, tenant.limits) for what in LIMITS}
    lines = [f"mails   {tenant.mails_per_day} a day{' *' * (tenant.mails_per_day != MAILS_PER_DAY)}"]
    for what, limit in limits.items():
        own = " *" * (what in tenant.limits)
        whose = WHOSE.get(what, "key")
        lines.append(f"{what:<7} {limit.burst} at once, {limit.per_hour} an hour for each {whose}{own}")
    said = {what: {**vars(limit), "own": what in tenant.limits} for what, limit in limits.items()}
    return Done("\n".join(lines), {"tenant": tenant.slug, "mails_per_day": tenant.mails_per_day, **said})
