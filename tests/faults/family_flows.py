"""The flows of families' pages: who came by the link of a mail has a link sent to sign in with."""

from tests.faults.flow import Flow, deliver
from tests.faults.stage import Stage
from tests.pages.browser import Browser


def told_of_a_finish(stage: Stage) -> None:
    """A mail with a pass has gone out."""
    club = stage.club
    action = {"action": "send-templated-email", "template": "achievement_completed"}
    club.done("triggers/", {"achievement_completed": [action]})
    uid = club.finished()["uid"]
    deliver(stage, False)
    text = club.house.mails()[-1].text
    link = next(word for word in text.split() if "?pass=" in word)
    stage.notes["browser"] = Browser(stage.house)
    stage.notes["page"] = stage.notes["browser"].get(link)
    assert f"/achievement/{uid}" in link


def press(stage: Stage, _: bool) -> bool:
    """The button of the page that the mail opens; pressed again where no answer came."""
    page = stage.notes["browser"].send(stage.notes["page"], "/sign-in")
    assert page.status in (200, 503), page.text
    return page.status == 200


FLOWS: tuple[Flow, ...] = (
    Flow(
        "a reader of a mail asks for a link to sign in",
        told_of_a_finish,
        press,
        ("POST /site/{flock}/achievement/{uid}/sign-in",),
        like="ask for a link",
        varies=frozenset({"TB#sign_in", "TB#sign_in_from"}),
    ),
)
