"""Commands on API keys: issued, listed, rolled, revoked."""

import re
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from chalicelib.actions import api_keys
from chalicelib.actions.api_keys import Issued
from chalicelib.api.wire import in_utc
from chalicelib.domain.api_key import ROLES, ApiKey
from chalicelib.domain.ids import is_uid
from chalicelib.domain.refusals import Invalid
from chalicelib.wiring import Wiring
from laurel.commands import Done, Row, Rows, of_tenant, walked

SHOWN = ("uid", "key_id", "role", "contact", "label", "created", "expires", "revoked")
_KEY_ID = re.compile(r"(?:lrl_)?([0-9A-Za-z]{12})")


def register(nouns: "_SubParsersAction[Any]") -> None:
    what = "API keys: issue, list, roll, revoke"
    verbs = nouns.add_parser("key", help=what).add_subparsers(required=True, metavar="VERB")
    add = _verb(verbs, "add", add_key, "issue a key; its text is shown this once")
    add.add_argument("--role", required=True, choices=ROLES)
    add.add_argument("--contact", help="the uid of the contact that it is bound to; a member's key needs one")
    add.add_argument("--label", help="whose it is, in your own words")
    add.add_argument("--expires", metavar="TIME", help="ISO 8601; a time without a zone is UTC")
    show = _verb(verbs, "list", list_keys, "the keys of a tenant, also those that open nothing any more")
    show.add_argument("--role", choices=ROLES)
    roll = _verb(verbs, "roll", roll_key, "a new key like this one, which goes on for 24 hours")
    revoke = _verb(verbs, "revoke", revoke_key, "let a key open nothing from its next request on")
    for one in (roll, revoke):
        one.add_argument("key", help="its uid, or the 12 letters behind lrl_")


def _verb(verbs: "_SubParsersAction[Any]", name: str, command: Any, what: str) -> ArgumentParser:
    verb: ArgumentParser = verbs.add_parser(name, help=what)
    verb.add_argument("--tenant", required=True)
    verb.set_defaults(command=command)
    return verb


def add_key(wired: Wiring, asked: Namespace) -> Done:
    """The text alone goes to people, so that a shell can take it."""
    issued = api_keys.issue(
        wired.table.of(asked.tenant),
        asked.role,
        ids=wired.ids,
        at=wired.clock(),
        contact=asked.contact,
        label=asked.label,
        expires=_time(asked.expires) if asked.expires else None,
    )
    return _once(asked, issued)


def list_keys(wired: Wiring, asked: Namespace) -> Rows:
    return Rows(SHOWN, _listed(wired, asked))


def _listed(wired: Wiring, asked: Namespace) -> Iterator[Row]:
    table, facets = of_tenant(wired, asked), {"role": asked.role} if asked.role else {}
    for key in walked(partial(api_keys.listed, table, now=wired.clock(), facets=facets)):
        yield _shown(key)


def roll_key(wired: Wiring, asked: Namespace) -> Done:
    issued = api_keys.rotate(of_tenant(wired, asked), _uid(asked.key), ids=wired.ids, at=wired.clock())
    return _once(asked, issued)


def revoke_key(wired: Wiring, asked: Namespace) -> Done:
    key = api_keys.revoke(of_tenant(wired, asked), _uid(asked.key), at=wired.clock())
    return Done(f"lrl_{key.key_id} opens nothing any more.", {"tenant": asked.tenant, **_shown(key)})


def _once(asked: Namespace, issued: Issued) -> Done:
    said = {"tenant": asked.tenant, "role": issued.key.role, "uid": issued.key.uid, "key": issued.text}
    return Done(issued.text, said)


def _shown(key: ApiKey) -> dict[str, Any]:
    return {name: getattr(key, name) for name in SHOWN}


def _uid(said: str) -> str:
    """A key's uid is its public part in hex: people meet the one in lists, the other in the key itself."""
    if is_uid(said):
        return said
    found = _KEY_ID.fullmatch(said)
    if found is None:
        raise Invalid("This names no key.", {"key": "a uid, or the 12 letters behind lrl_"})
    return found[1].encode().hex()


def _time(said: str) -> datetime:
    try:
        return in_utc(datetime.fromisoformat(said))
    except ValueError as error:
        raise Invalid("This is no time.", {"expires": "ISO 8601, as 2027-01-31T18:00"}) from error
