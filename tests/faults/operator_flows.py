"""The flows of the operators' command: it is called again until it is done."""

import io
from contextlib import redirect_stderr, redirect_stdout

from laurel.__main__ import main
from tests.faults import boards, failures
from tests.faults.flow import Act, Flow
from tests.faults.stage import Stage

ROWING = "rowing"
DONE, REFUSED = 0, 1
# A second run makes them anew once more, as the next generation; that they agree is an invariant.
BOARDS = frozenset({"HEAD", "BD", "BN", "BE#"})
# A key whose text was lost on its way opens nothing for anybody; the operator is given another one.
KEYS = frozenset({"K"})
# Its secret is another at each try.
TENANT = frozenset({"TENANT"})
# How many it replayed, where a fault came between a replay and its count.
COUNTS = frozenset({"FR"})


def _calls(*words: str, again: int = DONE) -> Act:
    """`again` is what a repeated call may say, whose first one may have happened already."""

    def act(_: Stage, retried: bool) -> bool:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as said:
            status = main(words)
        assert status != REFUSED or (retried and again == REFUSED), said.getvalue()
        return status in (DONE, REFUSED)

    return act


def _rowing_is_nobody_else_s(stage: Stage) -> None:
    stage.witness.may_touch(ROWING)


FLOWS: tuple[Flow, ...] = (
    Flow(
        "operator: found a tenant",
        _rowing_is_nobody_else_s,
        _calls("tenant", "add", ROWING, "--name", "Rowing Club", again=REFUSED),
        ("operator add_tenant",),
        varies=TENANT,
    ),
    Flow(
        "operator: issue a key",
        lambda _: None,
        _calls("key", "add", "--tenant", "example", "--role", "coach"),
        ("operator add_key",),
        varies=KEYS,
    ),
    Flow(
        "operator: make the boards anew",
        boards.ada_leads_and_is_seen,
        _calls("rebuild-boards", "example"),
        ("operator rebuild_boards",),
        varies=BOARDS,
    ),
    Flow(
        "operator: replay what waits",
        failures.one_of_each,
        _calls("failures", "replay", "example", "--all"),
        ("operator replay_failures",),
        varies=COUNTS,
    ),
)
