"""Commands on tenants: founded, listed, shown, set."""

from argparse import Namespace, _SubParsersAction
from dataclasses import fields
from typing import Any

from pydantic import ValidationError

from chalicelib.actions import tenants
from chalicelib.api import faulty
from chalicelib.api.admin.wire import TenantBody
from chalicelib.domain.refusals import Invalid
from chalicelib.domain.tenant import Tenant
from chalicelib.wiring import Wiring
from laurel.commands import Done, Rows, of_tenant

SECRET_LETTERS = 43  # of 62: 256 bits
LISTED = ("slug", "name", "timezone", "locale", "created")
# What it never says, and what only the table has use for.
UNSAID = frozenset({"secret", "version"})
# What `name=` empties; each other setting always has a value.
CLEARED = frozenset({"logo", "website", "reply_to", "address", "tax_id"})


def register(nouns: "_SubParsersAction[Any]") -> None:
    what = "tenants: found, list, show, set"
    verbs = nouns.add_parser("tenant", help=what)
    verbs = verbs.add_subparsers(required=True, metavar="VERB")
    parsers = {}
    for name, command, what in (
        ("add", add_tenant, "found a tenant"),
        ("list", list_tenants, "all tenants"),
        ("show", show_tenant, "a tenant's settings"),
        ("set", set_tenant, "change settings of a tenant"),
        ("enlist", enlist_tenant, "put a tenant on the list that was founded before there was one"),
    ):
        parsers[name] = verbs.add_parser(name, help=what)
        parsers[name].set_defaults(command=command)
    parsers["add"].add_argument("slug", help="its word in every path, for good")
    parsers["add"].add_argument("--name", required=True, help="as people read it, in mails too")
    for name in ("show", "set", "enlist"):
        parsers[name].add_argument("tenant")
    parsers["set"].add_argument(
        "settings",
        nargs="+",
        metavar="SETTING=VALUE",
        help=f"one of {', '.join(TenantBody.model_fields)}; without a value it is cleared",
    )


def add_tenant(wired: Wiring, asked: Namespace) -> Done:
    secret = wired.ids.letters(SECRET_LETTERS)
    tenant = tenants.found(wired.table, asked.slug, asked.name, secret=secret, at=wired.clock())
    return Done(f"{tenant.slug} is founded.", {"tenant": tenant.slug, "name": tenant.name})


def list_tenants(wired: Wiring, asked: Namespace) -> Rows:
    return Rows(LISTED, ({name: getattr(one, name) for name in LISTED} for one in tenants.every(wired.table)))


def show_tenant(wired: Wiring, asked: Namespace) -> Done:
    return _shown(tenants.get(of_tenant(wired, asked)))


def set_tenant(wired: Wiring, asked: Namespace) -> Done:
    changes = _settings(asked.settings)
    return _shown(tenants.change(of_tenant(wired, asked), changes, at=wired.clock()))


def enlist_tenant(wired: Wiring, asked: Namespace) -> Done:
    tenant = tenants.enlist(wired.table, asked.tenant, at=wired.clock())
    return Done(f"{tenant.slug} is on the list.", {"tenant": tenant.slug, "name": tenant.name})


def _settings(words: list[str]) -> dict[str, Any]:
    """By the same rules as `PUT …/tenant/`."""
    said = dict(_setting(word) for word in words)
    empty = {
        name: "expected a value" for name, value in said.items() if value is None and name not in CLEARED
    }
    if empty:
        raise Invalid("This setting is never empty.", empty)
    try:
        body = TenantBody.model_validate(said)
    except ValidationError as error:
        raise Invalid("These are no settings of a tenant.", faulty.fields(error, said)) from error
    return body.model_dump(exclude_unset=True)


def _setting(word: str) -> tuple[str, str | None]:
    name, given, value = word.partition("=")
    if not given:
        raise Invalid("This sets nothing.", {word: "expected SETTING=VALUE"})
    return name.replace("-", "_"), value or None


def _shown(tenant: Tenant) -> Done:
    said = {field.name: getattr(tenant, field.name) for field in fields(Tenant) if field.name not in UNSAID}
    width = max(map(len, said))
    lines = [f"{name:<{width}}  {'-' if value is None else value}" for name, value in said.items()]
    return Done("\n".join(lines), said)
