"""Every case of the hostile corpus is held by a test that is there, or is said to be open."""

import json

from tests.hostile.held import HELD, OPEN
from tests.seeds import CASES

TESTS = CASES.parent
CORPUS = {json.loads(line)["id"] for line in (CASES / "hostile.jsonl").read_text().splitlines()}


def test_no_case_of_the_corpus_is_nobodys() -> None:
    assert HELD.keys() | OPEN.keys() == CORPUS
    assert not HELD.keys() & OPEN.keys()


def test_every_test_that_holds_a_case_is_there() -> None:
    sources = {path: (TESTS / path).read_text() for path, _ in HELD.values()}

    missing = {(path, name) for path, name in HELD.values() if f"def {name}(" not in sources[path]}

    assert missing == set()
