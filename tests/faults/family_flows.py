"""The flows of families' pages: who came by the link of a mail has a link sent to sign in with."""

from tests.faults.flow import Flow, deliver
from tests.faults.stage import Stage
from tests.pages.browser import SITE, Browser


def told_of_a_finish(stage: Stage) -> None:
    """A mail with a pass has gone out."""
    club = stage.club
    action = {"action": "send-templated-email", "template": "achievement_completed"}
    club.done("triggers/", {"achievement_completed": [action]})
    uid = club.finished()["uid"]
    deliver(stage, False)
    text = club.house.mails()[-1].text
    stage.notes |= {"uid": uid, "pass": next(word for word in text.split() if "?pass=" in word)}


def press(stage: Stage, _: bool) -> bool:
    """The button of the page that the mail opens; pressed again where no answer came."""
    token = stage.notes["pass"].partition("?pass=")[2]
    path = f"{SITE}/achievement/{stage.notes['uid']}/sign-in"
    page = Browser(stage.house).post(path, [("token", token)])
    assert page.status in (200, 503), page.text
    return page.status == 200


FLOWS: tuple[Flow, ...] = (
    Flow(
        "a reader of a mail asks for a link to sign in",
        told_of_a_finish,
        press,
        ("POST /site/{flock}/achievement/{uid}/sign-in",),
    ),
)
