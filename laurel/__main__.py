"""The operators' command: `python -m laurel …`, on the table that LAUREL_TABLE names."""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.domain.refusals import Invalid, Refusal
from chalicelib.wiring import Unavailable, wiring
from laurel import (
    boards,
    commands,
    data,
    desks,
    events,
    exports,
    failures,
    imports,
    keys,
    letters,
    limits,
    people,
    tenants,
)

# Each module says which nouns and verbs are its own.
NOUNS = (tenants, keys, limits, letters, imports, exports, events, failures, people, data, boards, desks)
AFTERWORD = """\
Lists are printed as tables, results as a sentence; with --json as JSON, a list as one object a line.
Ctrl-C stops long work and says how it goes on. Exit status: 0 done; 1 refused, or something was found wrong;
2 not understood, or AWS would not; 130 stopped. AWS is asked with the credentials of the environment, in
AWS_REGION, at AWS_ENDPOINT_URL where that is set. Every command with an example: docs/commands.md.
"""


def main(words: Sequence[str] | None = None) -> int:
    """The exit status, as the afterword says it."""
    asked = _parser().parse_args(words)
    try:
        return _said(asked.command(wiring(), asked), asked.json)
    except Refusal as refusal:
        return _failed(1, _in_words(refusal))
    except commands.Stopped as stopped:
        return _failed(stopped.status, str(stopped))
    except KeyboardInterrupt:
        return _failed(commands.BY_CTRL_C, "stopped.")
    except BrokenPipeError:  # whoever reads has read enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (BotoCoreError, ClientError, Unavailable, OSError) as error:
        return _failed(commands.NOT_ANSWERED, str(error))


def _said(outcome: commands.Done | commands.Rows, as_json: bool) -> int:
    for line in commands.printed(outcome, as_json=as_json):
        print(commands.harmless(line))
    sys.stdout.flush()
    return outcome.status if isinstance(outcome, commands.Done) else 0


def _failed(status: int, why: str) -> int:
    print(commands.harmless(f"laurel: {why}"), file=sys.stderr)
    return status


def _in_words(refusal: Refusal) -> str:
    faults = refusal.fields.items() if isinstance(refusal, Invalid) else ()
    return " ".join([refusal.detail, *(f"{field}: {why}." for field, why in faults)])


class _Nouns(argparse._SubParsersAction):  # type: ignore[type-arg]  # it has no argument when the code runs
    """What a list says of a noun or a verb, its own help says too."""

    def add_parser(self, name: str, **options: Any) -> Any:
        return super().add_parser(name, **{"description": options.get("help"), **options})


class _Parser(argparse.ArgumentParser):
    """Takes --json at any place, as do the parsers of all nouns and verbs below it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"conflict_handler": "resolve", **options})
        self.register("action", "parsers", _Nouns)
        self.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="say it as JSON")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="laurel",
        description="What operators do with a Laurel deployment, on the table that LAUREL_TABLE names.",
        epilog=AFTERWORD,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(json=False)
    nouns = parser.add_subparsers(required=True, metavar="NOUN or VERB")
    for module in NOUNS:
        module.register(nouns)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
