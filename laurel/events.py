"""Commands on events: what became true, what was set aside on its way, and letting it be followed again."""

from argparse import Namespace, _SubParsersAction
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any

from chalicelib.actions import outbox, quarantine, replaying
from chalicelib.domain.ids import is_uid
from chalicelib.domain.outbox import Told
from chalicelib.domain.refusals import Conflict, Invalid, NotFound
from chalicelib.wiring import TenantTable, Wiring
from laurel.commands import Done, Row, Rows, goes_on_with, of_tenant, walked
from laurel.progress import bar

LISTED = ("uid", "type", "subject", "contact", "state", "reason", "created")
ACTIVITY = ("uid", "contact", "event", "state", "reason", "created")
SET_ASIDE = "set_aside"


def register(nouns: "_SubParsersAction[Any]") -> None:
    what = "events: list, show, replay those that were set aside"
    verbs = nouns.add_parser("event", help=what)
    verbs = verbs.add_subparsers(required=True, metavar="VERB")
    parsers = {}
    for name, command, what in (
        ("list", list_events, "what became true; every event is gone through"),
        ("show", show_event, "an event with its data"),
        ("replay", replay_events, "let events that were set aside be followed, or counted, after all"),
    ):
        parsers[name] = verbs.add_parser(name, help=what)
        parsers[name].add_argument("tenant")
        parsers[name].set_defaults(command=command)
    parsers["list"].add_argument("--type", help="only events of this name")
    parsers["list"].add_argument("--set-aside", action="store_true", help="only those that were set aside")
    parsers["list"].add_argument(
        "--activity", action="store_true", help="activity events that could not be counted, instead"
    )
    parsers["show"].add_argument("uid")
    parsers["replay"].add_argument("uid", nargs="*")
    parsers["replay"].add_argument(
        "--all", action="store_true", help="all that were set aside, of both kinds"
    )


def list_events(wired: Wiring, asked: Namespace) -> Rows:
    table, now = of_tenant(wired, asked), wired.clock()
    if asked.activity:
        return Rows(ACTIVITY, _activity(table, now, SET_ASIDE if asked.set_aside else None))
    events = (_row(told) for told in _events(table, now, asked.type))
    return Rows(LISTED, (row for row in events if not asked.set_aside or row["state"] == SET_ASIDE))


def show_event(wired: Wiring, asked: Namespace) -> Done:
    told = outbox.event(of_tenant(wired, asked), _uid(asked.uid))
    row = _row(told)
    lines = [f"{name:<8} {'-' if value is None else value}" for name, value in row.items()]
    lines += [f"  {name}: {value}" for name, value in told.data.items()]
    return Done("\n".join(lines), {**row, "data": dict(told.data)})


def replay_events(wired: Wiring, asked: Namespace) -> Done:
    """Fails where one is left as it was: it is poison still, or there was nothing to replay."""
    if bool(asked.uid) == asked.all:
        raise Invalid("Which events?", {"uid": "some, or --all"})
    table = of_tenant(wired, asked)
    uids = _set_aside(table, wired.clock()) if asked.all else map(_uid, asked.uid)
    replayed, left = list[str](), dict[str, str]()
    with goes_on_with(f"event replay {asked.tenant} --all"), bar("events", len(asked.uid) or None) as shown:
        for done, uid in enumerate(uids, 1):
            if why := _refused(wired, table, uid):
                left[uid] = why
            else:
                replayed.append(uid)
            shown.at(done)
    lines = [f"{len(replayed)} events replayed, {len(left)} left as they were."]
    lines += [f"{uid}: {why}" for uid, why in left.items()]
    said = {"tenant": asked.tenant, "replayed": replayed, "left": left}
    return Done("\n".join(lines), said, status=1 if left else 0)


def _refused(wired: Wiring, table: TenantTable, uid: str) -> str | None:
    """Replay it; why it is left, where it is. The next sweep follows an event; activity is counted here."""
    try:
        with suppress(NotFound):
            outbox.replay(table, uid, at=wired.clock())
            return None
        aside = replaying.replay(table, wired.rules, uid, now=wired.clock())
    except (Conflict, NotFound) as refused:
        return refused.detail
    return None if aside.replayed else aside.reason


def _set_aside(table: TenantTable, now: datetime) -> Iterator[str]:
    events = (told.uid for told in _events(table, now, None) if told.set_aside)
    return chain(events, (str(row["uid"]) for row in _activity(table, now, SET_ASIDE)))


def _events(table: TenantTable, now: datetime, name: str | None) -> Iterator[Told]:
    facets = {"type": name} if name else {}
    return walked(partial(outbox.events, table, now=now, subject=None, facets=facets))


def _activity(table: TenantTable, now: datetime, state: str | None) -> Iterator[Row]:
    for one in walked(partial(quarantine.listed, table, now=now, state=state)):
        yield {name: getattr(one, name) for name in ACTIVITY}


def _row(told: Told) -> Row:
    return {
        "uid": told.uid,
        "type": told.name,
        "subject": f"{told.resource} {told.subject}",
        "contact": told.contact,
        "state": told.state,
        "reason": told.set_aside,
        "created": told.created,
    }


def _uid(said: str) -> str:
    if not is_uid(said):
        raise Invalid("This names no event.", {"uid": "expected 24 hex digits"})
    return said
