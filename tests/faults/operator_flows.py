"""The flows of the operators' command: it is called again until it is done."""

import atexit
import io
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

from chalicelib.store import tenant_keys
from chalicelib.store.keys import Key
from chalicelib.store.writes import Update
from laurel.__main__ import main
from tests.faults import activities, acts, boards, failures, money
from tests.faults.flow import Act, Flow
from tests.faults.stage import Stage

ROWING = "rowing"
# Where the list of all tenants begins.
LIST = tenant_keys.founded_tenant("").pk.removesuffix("#")
DONE, REFUSED = 0, 1
# A second run makes them anew once more, as the next generation; that they agree is an invariant.
BOARDS = frozenset({"HEAD", "BD", "BN", "BE#"})
# A key whose text was lost on its way opens nothing for anybody; the operator is given another one.
KEYS = frozenset({"K"})
# Its secret is another at each try.
TENANT = frozenset({"TENANT"})
# How many it replayed, where a fault came between a replay and its count.
COUNTS = frozenset({"FR"})


def calls(*words: str, again: int = DONE) -> Act:
    """`words` may name notes; `again` is what a repeated call may say, whose first may have happened already."""

    def act(stage: Stage, retried: bool) -> bool:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as said:
            status = main([word.format(**stage.notes) for word in words])
        assert status != REFUSED or (retried and again == REFUSED), said.getvalue()
        return status in (DONE, REFUSED)

    return act


def spoken(*words: str) -> str:
    """What a command that is done says."""
    with redirect_stdout(io.StringIO()) as said:
        assert main(words) == DONE, words
    return said.getvalue()


def _rowing_is_nobody_else_s(stage: Stage) -> None:
    stage.witness.may_touch(ROWING)
    stage.witness.may_touch(LIST)


def _a_file(stage: Stage) -> None:
    """Two contacts, in a folder that goes with the process."""
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    file = Path(folder.name) / "contacts.csv"
    file.write_text("member_ref,first_name\nM-1,Ada\nM-2,Ben\n")
    stage.notes["file"] = str(file)


def _on_no_desk(stage: Stage) -> None:
    """As it was written before there were desks."""
    table = stage.house.wired.table.of(stage.club.tenant)
    for item in stage.items():
        if item["sk"] in ("M", "C") and "fpk" in item:
            table.update(Update(Key(item["pk"], item["sk"]), removes=["fpk", "fsk"]))


FLOWS: tuple[Flow, ...] = (
    Flow(
        "operator: found a tenant",
        _rowing_is_nobody_else_s,
        calls("tenant", "add", ROWING, "--name", "Rowing Club", again=REFUSED),
        ("operator add_tenant",),
        varies=TENANT,
    ),
    Flow(
        "operator: put a tenant on the list",
        lambda stage: stage.witness.may_touch(LIST),
        calls("tenant", "enlist", "example"),
        ("operator enlist_tenant",),
    ),
    Flow(
        "operator: set a tenant's time zone",
        lambda _: None,
        calls("tenant", "set", "example", "timezone=Europe/London", "name=The Club"),
        ("operator set_tenant",),
    ),
    Flow(
        "operator: issue a key",
        lambda _: None,
        calls("key", "add", "--tenant", "example", "--role", "coach"),
        ("operator add_key",),
        varies=KEYS,
    ),
    Flow(
        "operator: limit a tenant's exports",
        lambda _: None,
        calls("limit", "set", "example", "export", "--burst", "5", "--per-hour", "10"),
        ("operator set_limit", "operator show_limits"),
    ),
    Flow(
        "operator: limit a tenant's mails as everybody's",
        lambda _: None,
        calls("limit", "reset", "example", "mails"),
        ("operator reset_limit",),
    ),
    Flow(
        "operator: roll a key",
        acts.a_key,
        calls("key", "roll", "--tenant", "example", "{uid}"),
        ("operator roll_key",),
        varies=KEYS,
    ),
    Flow(
        "operator: revoke a key",
        acts.a_key,
        calls("key", "revoke", "--tenant", "example", "{uid}"),
        ("operator revoke_key",),
    ),
    Flow(
        "operator: import contacts",
        _a_file,
        calls("import", "contacts", "example", "{file}", "--run", "one"),
        ("operator import_file",),
    ),
    Flow(
        "operator: replay an event",
        acts.set_aside,
        calls("event", "replay", "example", "{uid}", again=REFUSED),
        ("operator replay_events",),
    ),
    Flow(
        "operator: replay all, an activity event among them",
        activities.poison,
        calls("event", "replay", "example", "--all"),
    ),
    Flow(
        "operator: make the boards anew",
        boards.ada_leads_and_is_seen,
        calls("rebuild-boards", "example"),
        ("operator rebuild_boards",),
        varies=BOARDS,
    ),
    Flow(
        "operator: fill the desks",
        acts.all_of(money.a_membership(2), _on_no_desk),
        calls("fill-desks", "example"),
        ("operator fill_desks",),
    ),
    Flow(
        "operator: replay what waits",
        failures.one_of_each,
        calls("failures", "replay", "example", "--all"),
        ("operator replay_failures",),
        varies=COUNTS,
    ),
)
