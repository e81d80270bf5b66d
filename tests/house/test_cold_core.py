"""What stands behind every face is small: its rooms load neither SDKs nor validators, and nothing of each other's."""

import json
import subprocess
import sys
from functools import cache
from itertools import chain

import pytest

from tests.house.pages import ROOT

LOADED = "import json, sys, {}; print(json.dumps(sorted(sys.modules)))"
# What makes the wiring, and who asks: with every request and every record of the stream.
WIRING = {"settings", "wiring", "domain", "domain.api_key", "domain.refusals", "store"} | {
    f"store.{name}" for name in ("answers", "codec", "conditions", "keys", "places", "table", "writes")
}
# And what tells of both.
WIRING |= {"watch", "watch.line", "watch.turns", "watch.work"}
RECOGNISING = WIRING | {"actions", "actions.recognising", "store.api_keys", "store.reading", "store.records"}
# A tenant's templates are checked to the last word, by pydantic; so are these paid for by who has to do with them.
CHECKED = {"domain.papers", "domain.paper_template", "store.papers"}
ROOMS = ("domain", "store", "messaging", "reactions")


@cache
def loaded(*modules: str) -> frozenset[str]:
    """What a fresh interpreter has in memory after the imports."""
    code = LOADED.format(", ".join(f"chalicelib.{module}" for module in modules))
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return frozenset(json.loads(told.stdout))


def ours(modules: frozenset[str]) -> set[str]:
    return {name.removeprefix("chalicelib.") for name in modules if name.startswith("chalicelib.")}


def of_rooms() -> list[str]:
    """Every module of the inner rooms, but for those that may be heavy."""
    files = chain.from_iterable((ROOT / "chalicelib" / room).rglob("*.py") for room in ROOMS)
    names = (".".join(path.relative_to(ROOT / "chalicelib").with_suffix("").parts) for path in files)
    return sorted(name.removesuffix(".__init__") for name in names if name not in CHECKED)


def test_the_wiring_loads_the_table_and_nothing_that_only_some_ask_for() -> None:
    assert ours(loaded("wiring")) == WIRING


def test_who_asks_is_found_out_without_knowing_of_anything_else() -> None:
    assert ours(loaded("wiring", "actions.recognising")) - RECOGNISING == set()


@pytest.mark.parametrize("library", ["boto3", "s3transfer", "pydantic", "jinja2", "chalice", "typst"])
def test_no_inner_room_loads_what_its_work_can_do_without(library: str) -> None:
    modules = of_rooms()

    assert len(modules) > 100
    assert library not in loaded(*modules)
