"""The operators' command: `python -m laurel …`, on the table that LAUREL_TABLE names."""

import argparse
import json
import sys
from collections.abc import Sequence

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.domain.api_key import ROLES
from chalicelib.domain.refusals import Refusal
from chalicelib.wiring import Unavailable, wiring
from laurel import commands, failures


def main(words: Sequence[str] | None = None) -> int:
    """0: done; 1: refused; 2: not understood, or AWS would not."""
    asked = _parser().parse_args(words)
    try:
        done: commands.Done = asked.command(wiring(), asked)
    except Refusal as refusal:
        return _failed(1, refusal.detail)
    except (BotoCoreError, ClientError, Unavailable) as error:
        return _failed(2, str(error))
    print(json.dumps(done.said) if asked.json else done.text)
    return done.status


def _failed(status: int, why: str) -> int:
    print(f"laurel: {why}", file=sys.stderr)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="laurel", description=__doc__)
    nouns = parser.add_subparsers(required=True, metavar="NOUN or VERB")
    tenant = nouns.add_parser("tenant", help="tenants").add_subparsers(required=True, metavar="VERB")
    key = nouns.add_parser("key", help="API keys").add_subparsers(required=True, metavar="VERB")

    add_tenant = tenant.add_parser("add", help="found a tenant")
    add_tenant.add_argument("slug", help="its word in every path, for good")
    add_tenant.add_argument("--name", required=True, help="as people read it, in mails too")
    add_tenant.set_defaults(command=commands.add_tenant)

    add_key = key.add_parser("add", help="issue a key; its text is shown this once")
    add_key.add_argument("--tenant", required=True)
    add_key.add_argument("--role", required=True, choices=ROLES)
    add_key.add_argument("--contact", help="the uid of the contact that it is bound to")
    add_key.add_argument("--label")
    add_key.set_defaults(command=commands.add_key)

    rebuild = nouns.add_parser("rebuild-boards", help="make a tenant's boards anew from what was counted")
    rebuild.set_defaults(command=commands.rebuild_boards)
    audit = nouns.add_parser("audit", help="whether boards and points agree with what they are made of")
    audit.set_defaults(command=commands.audit)
    for verb in (rebuild, audit):
        verb.add_argument("tenant")

    failures.register(nouns)
    for verb in (add_tenant, add_key, rebuild, audit):
        verb.add_argument("--json", action="store_true", help="say it as JSON")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
