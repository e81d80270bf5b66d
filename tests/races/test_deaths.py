"""The process is killed at each call of finishing and sending, and after each write of money; a new one goes on."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from sandbox.engines import DynamoDBLocalEngine
from tests.faults import acts, invariants
from tests.faults.driver import until_done
from tests.faults.flow import Flow
from tests.faults.stage import Stage, leave
from tests.faults.weighty import WEIGHTY
from tests.figures import tally
from tests.races import mortal
from tests.races.mortal import Death, Place

pytestmark = pytest.mark.local
MOST_CALLS = 40
# Whom a webhook reached is kept in the memory of the process that called, and dies with it.
SEEN_FROM_OUTSIDE = [flow for flow in WEIGHTY if "webhook" not in flow.name and flow.name != "redeliver"]


@pytest.mark.parametrize("when", ["before", "after"])
def test_whenever_the_process_dies_the_next_one_finishes_and_the_mail_leaves(
    engine: DynamoDBLocalEngine, tmp_path: Path, when: str
) -> None:
    deaths = (Death(when, call) for call in range(1, MOST_CALLS))  # type: ignore[arg-type]  # one of the two

    codes = _until_one_lives(
        lambda death: _finish(engine, Place(engine._process.url, tmp_path / str(death)), death), deaths
    )

    assert len(codes) > 10


@pytest.mark.prove
@pytest.mark.parametrize("flow", SEEN_FROM_OUTSIDE, ids=lambda flow: flow.name)
def test_after_whichever_write_the_process_dies_the_next_one_comes_to_the_same(
    engine: DynamoDBLocalEngine, tmp_path: Path, flow: Flow
) -> None:
    """Between two writes, and so between two reads, a death leaves the same behind."""
    deaths = (Death("written", call) for call in range(1, MOST_CALLS))

    _until_one_lives(
        lambda death: _go_on(engine, Place(engine._process.url, tmp_path / str(death)), flow, death), deaths
    )


def _until_one_lives(dies: Callable[[Death], int], deaths: Iterable[Death]) -> list[int]:
    """The last one has outlived its death, for there was no such call: so all of them were tried."""
    codes: list[int] = []
    for death in deaths:
        codes.append(dies(death))
        if codes[-1] == 0:
            break
    leave()
    assert codes[-1] == 0, "it always died: the last call was never reached"
    assert len(codes) > 1 and set(codes[:-1]) == {mortal.KILLED}
    tally("processes killed (money, mail)", len(codes) - 1)
    return codes


def _go_on(engine: DynamoDBLocalEngine, place: Place, flow: Flow, death: Death) -> int:
    """Of two who did it the second is told so, as a client is whose first answer was lost."""
    engine.reset()
    before = place.stage()
    flow.arrange(before)

    code = mortal.live(place, before, lambda stage: flow.act(stage, False), death)
    after = place.stage(before)
    after.witness.finds(after.items())
    after.witness.watching = True
    after.wait(seconds=61)
    until_done(flow, after, tried_before=True)
    after.calm()

    invariants.check(after, after.items())
    return code


def _finish(engine: DynamoDBLocalEngine, place: Place, death: Death) -> int:
    engine.reset()
    before = place.stage()
    acts.all_done(before)

    code = mortal.live(place, before, _finish_and_send, death)
    after = place.stage(before)
    after.witness.watching = True
    after.wait(seconds=61)
    again = after.club.ask("PUT", f"achievement/{before.notes['uid']}/finish/")
    after.calm()

    items = after.items()
    assert again.status in (200, 409), again.body
    assert any(item["sk"] == "A" and "finished_date" in item for item in items)
    assert len([item for item in items if item["sk"] == "EV"]) == 1
    invariants.check(after, items)
    assert {mail.to for mail in after.house.mails()} == {("ada@example.org",)}
    return code


def _finish_and_send(stage: Stage) -> None:
    stage.club.done(f"achievement/{stage.notes['uid']}/finish/")
    stage.house.pump.drain()
