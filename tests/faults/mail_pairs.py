"""A mail's sender, SES's events and the sweep at once, in every order of their AWS calls (R6)."""

from sandbox import ses_events
from sandbox.ses import SentMail
from tests.faults import acts
from tests.faults.achievement_pairs import a_mail, sends
from tests.faults.pairing import Pair, asks, sweeps, unharmed
from tests.faults.schedules import Operation, Played
from tests.faults.stage import Item, Stage

MESSAGE = "0000000000000001-sandbox-000000"


def tells(kind: str) -> Operation:
    """Of the first sending, whether SES has taken it by then or only will; too early it is not believed."""

    def tell(stage: Stage) -> None:
        tags = {"mail": stage.notes["mail"], "tenant": stage.club.tenant, "attempt": "1"}
        mail = SentMail(MESSAGE, stage.house.clock.now(), "", ("ada@example.org",), "", "", "", tags)
        stage.house.hear(ses_events.event(mail, kind))

    return tell


def in_doubt(stage: Stage) -> None:
    acts.finished(stage)
    acts.doubted(stage)
    stage.notes["mail"] = next(item["uid"] for item in stage.items() if item["sk"] == "O")


def sent(stage: Stage) -> None:
    a_mail(stage)
    sends(stage)


def it_was_sent(played: Played, items: list[Item]) -> None:
    unharmed(played, items)
    assert [item["state"] for item in items if item["sk"] == "O"] == ["sent"]


def it_complained(played: Played, items: list[Item]) -> None:
    """Whoever was faster, both are one end and one suppression."""
    unharmed(played, items)
    assert [item["state"] for item in items if item["sk"] == "O"] == ["complained"]
    assert len([item for item in items if item["sk"] == "SUP"]) == 1


def it_is_shut(played: Played, items: list[Item]) -> None:
    unharmed(played, items)
    assert [item["state"] for item in items if item["sk"] == "O"] == ["bounced"]
    assert len([item for item in items if item["sk"] == "SUP"]) == 1


PAIRS = (
    Pair("send / SES tells", a_mail, sends, tells("Email Sent"), it_was_sent),
    Pair("settle a doubt / SES tells", in_doubt, sweeps, tells("Email Delivered"), it_was_sent),
    Pair(
        "bounce / complaint", sent, tells("Email Bounced"), tells("Email Complaint Received"), it_complained
    ),
    Pair(
        "bounce / suppress",
        sent,
        tells("Email Bounced"),
        asks("POST", "suppression/", {"email": "ada@example.org"}),
        it_is_shut,
    ),
)
