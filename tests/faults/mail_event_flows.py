"""What SES tells of a mail, as flows: an event that failed comes again, as Lambda invokes once more."""

from chalicelib.listeners import ses
from sandbox import ses_events
from tests.faults import acts
from tests.faults.flow import Act, Flow, deliver
from tests.faults.stage import Stage


def _sent(stage: Stage) -> None:
    acts.finished(stage)
    deliver(stage, False)
    assert stage.house.mails()


def _tells(kind: str) -> Act:
    def act(stage: Stage, _: bool) -> bool:
        event = ses_events.event(stage.house.mails()[-1], kind)
        try:
            stage.house.hear(event)
        except Exception:  # noqa: BLE001 - the place of the Lambda runtime: it invokes again
            return False
        return True

    return act


def _covers(kind: str) -> tuple[str]:
    return (f"mail event {kind}",)


BOUNCE = "SES: a mail bounces"
FLOWS = (
    Flow(
        "SES: settle a doubt",
        acts.all_of(acts.finished, acts.doubted),
        _tells("Email Sent"),
        _covers("Email Sent"),
    ),
    Flow("SES: a mail is delivered", _sent, _tells("Email Delivered"), _covers("Email Delivered")),
    Flow(BOUNCE, _sent, _tells("Email Bounced"), _covers("Email Bounced")),
    *(
        Flow(f"SES: {kind}", _sent, _tells(kind), _covers(kind), like=BOUNCE)
        for kind in ses.KINDS
        if kind not in ("Email Sent", "Email Delivered", "Email Bounced")
    ),
    Flow(
        "SES: a doubted mail bounces",
        acts.all_of(acts.finished, acts.doubted),
        _tells("Email Bounced"),
        like=BOUNCE,
    ),
)
