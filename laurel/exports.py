"""Commands on exports: a tenant's contacts, members or enrolments as a CSV file that an import takes back."""

import shlex
from argparse import Namespace, _SubParsersAction
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from chalicelib.actions import exporting, exporting_enrolments
from chalicelib.api.targets.face import number
from chalicelib.domain import imports
from chalicelib.domain.imports import Noun
from chalicelib.domain.refusals import Conflict
from chalicelib.wiring import Wiring
from laurel.commands import Done, goes_on_with, of_tenant
from laurel.progress import bar

KINDS: dict[str, Noun] = {"contacts": "contact", "members": "member"}
# Of a stretch of enrolments: far more than a hundred lines take.
MOST_BYTES = 1_000_000


def register(nouns: "_SubParsersAction[Any]") -> None:
    what = "export contacts, members or enrolments to a CSV file that an import takes back"
    verbs = nouns.add_parser("export", help=what)
    verbs = verbs.add_subparsers(required=True, metavar="WHAT")
    for name in (*KINDS, "enrolments"):
        parser = verbs.add_parser(name, help=f"export {name}")
        parser.add_argument("tenant")
        parser.add_argument("file", type=Path, help="is there when it is whole; until then FILE.part is")
        if name == "enrolments":
            for place in ("group", "target"):
                parser.add_argument(f"--{place}", required=True, metavar="NUMBER")
            parser.set_defaults(command=export_enrolments)
        else:
            parser.add_argument("--after", metavar="PLACE", help="go on with FILE.part from this place")
            parser.set_defaults(command=export_file, noun=name)


def export_file(wired: Wiring, asked: Namespace) -> Done:
    """Stopped, it goes on behind the last stretch that is in the file as a whole."""
    table, kind = of_tenant(wired, asked), KINDS[asked.noun]
    place, records, part = asked.after, 0, _part(asked.file)
    if place and not part.exists():
        raise Conflict(f"There is no {part} to go on with.")
    with part.open("ab" if place else "wb") as file, bar(asked.noun, exporting.size(table, kind)) as shown:
        while True:
            with goes_on_with(_again(asked, place)), _whole(file):
                found = exporting.stretch(table, kind, place, now=wired.clock())
                file.write((_headless(found.text) if place else found.text).encode())
                file.flush()
            place, records = found.next, records + found.records
            shown.at(records)
            if place is None:
                break
    part.replace(asked.file)
    return _said(asked, records)


def export_enrolments(wired: Wiring, asked: Namespace) -> Done:
    """Who is enrolled, and nothing of how far they are."""
    table, records, part = of_tenant(wired, asked), 0, _part(asked.file)
    into = number(asked.group, "target group"), number(asked.target, "target")
    with part.open("wb") as file, bar("enrolments") as shown:
        file.write(imports.export("enrolment", [], most=MOST_BYTES)[0].encode())
        for stretch in exporting_enrolments.stretches(table, *into):
            text, taken = imports.export("enrolment", stretch, most=MOST_BYTES)
            file.write(_headless(text).encode())
            records += taken
            shown.at(records)
    part.replace(asked.file)
    return _said(asked, records)


@contextmanager
def _whole(file: BinaryIO) -> Iterator[None]:
    """All that is written here, or none of it."""
    good = file.tell()
    try:
        yield
    except BaseException:
        file.seek(good)
        file.truncate()
        raise


def _part(file: Path) -> Path:
    return file.with_name(f"{file.name}.part")


def _headless(text: str) -> str:
    return text.partition("\r\n")[2]


def _again(asked: Namespace, place: str | None) -> str:
    words = ["export", asked.noun, asked.tenant, str(asked.file), *(["--after", place] if place else [])]
    return shlex.join(words)


def _said(asked: Namespace, records: int) -> Done:
    said = {"tenant": asked.tenant, "file": str(asked.file), "records": records}
    return Done(f"{records:,} lines were written; {asked.file} is whole.", said)
