"""The process is killed at each call of finishing and of sending the mail; a new one finds all it needs."""

from pathlib import Path

import pytest

from sandbox.engines import DynamoDBLocalEngine
from tests.faults import acts, invariants
from tests.faults.stage import leave
from tests.races import mortal

pytestmark = pytest.mark.local
MOST_CALLS = 40


@pytest.mark.parametrize("when", ["before", "after"])
def test_whenever_the_process_dies_the_next_one_finishes_and_the_mail_leaves(
    engine: DynamoDBLocalEngine, tmp_path: Path, when: str
) -> None:
    codes = []
    for call in range(1, MOST_CALLS):
        codes.append(_die_and_go_on(engine, tmp_path / f"{when}-{call}", when, call))
        if codes[-1] == 0:
            break
    leave()

    assert codes[-1] == 0, "it always died: the last call was never reached"
    assert len(codes) > 10 and set(codes[:-1]) == {mortal.KILLED}


def _die_and_go_on(engine: DynamoDBLocalEngine, book: Path, when: str, call: int) -> int:
    url = engine._process.url
    engine.reset()
    before = mortal.stage(url, book)
    acts.all_done(before)
    uid = before.notes["uid"]

    code = mortal.live(url, book, uid, when, call)
    after = mortal.stage(url, book)
    after.witness.watching = True
    after.wait(seconds=61)
    again = after.club.ask("PUT", f"achievement/{uid}/finish/")
    after.calm()

    items = after.items()
    assert again.status in (200, 409), again.body
    assert any(item["sk"] == "A" and "finished_date" in item for item in items)
    assert len([item for item in items if item["sk"] == "EV"]) == 1
    invariants.check(after, items)
    assert {mail.to for mail in after.house.mails()} == {("ada@example.org",)}
    return code
