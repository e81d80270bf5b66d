"""What stands before each flow of what failed."""

from typing import Any

from chalicelib.actions import replay_runs
from chalicelib.domain.failure import FailureKind
from chalicelib.store.outbox import MAILS
from chalicelib.store.webhooks import DELIVERIES
from chalicelib.wiring import TenantTable
from tests.api import failing
from tests.faults import activities, acts
from tests.faults.stage import Stage

FAIL_ALL = 10_000


def stream_gave_up(stage: Stage) -> None:
    """The function died of every batch; where its records were lies in the failure queue."""
    stage.house.faults.fail_next = FAIL_ALL
    stage.house.pump.drain()
    stage.house.faults.fail_next = 0
    stage.injector.watch_streams()
    assert stage.house.failures.waiting


def read_back(stage: Stage) -> None:
    stage.house.failures.drain()
    assert not stage.house.failures.waiting


def drain(stage: Stage, _: bool) -> bool:
    """The queue's function takes what can be seen; what it refused is seen again after a while."""
    queue = stage.house.failures
    queue.drain()
    if queue.waiting:
        stage.wait(seconds=queue.terms.visibility.total_seconds())
    assert not queue.dead
    return not queue.waiting


def a_dead_mail(stage: Stage) -> None:
    acts.finished(stage)
    acts.followed(stage)
    _given_up(stage)


def a_dead_record(stage: Stage) -> None:
    one = failing.left(_table(stage), 7, at=stage.house.clock.now())
    stage.notes["uid"] = one.uid


def one_of_each(stage: Stage) -> None:
    """An event that was set aside, an activity event, a mail, a webhook, a record of the stream."""
    activities.poison(stage)
    acts.hooked(stage)
    triggers = stage.club.got("triggers/")
    mail = {"action": "send-templated-email", "template": "achievement_completed"}
    stage.club.done("triggers/", {"achievement_completed": [*triggers["achievement_completed"], mail]})
    a_dead_mail(stage)
    a_dead_record(stage)
    acts.set_aside(stage)
    assert {one["kind"] for one in stage.club.got("failure/")["results"]} == set(KINDS)


KINDS: tuple[FailureKind, ...] = ("event", "activity", "mail", "webhook", "record")


def all_wanted(stage: Stage) -> None:
    replay_runs.begin(_table(stage), None, at=stage.house.clock.now())
    acts.stream_lost(stage)


def _given_up(stage: Stage) -> None:
    """As after three days of trying."""
    table, now = _table(stage), stage.house.clock.now()
    for item in stage.items():
        match item["sk"]:
            case "O":
                mail: Any = MAILS.read(item)
                mail.fail("given up: for the test", at=now)
                table.put(MAILS.changed(table.tenant, mail))
                stage.notes["uid"] = mail.uid
            case "WD":
                delivery = DELIVERIES.read(item)
                delivery.end("failed", "given up: for the test", at=now)
                table.put(DELIVERIES.changed(table.tenant, delivery))


def _table(stage: Stage) -> TenantTable:
    return stage.house.wired.table.of(stage.club.tenant)
