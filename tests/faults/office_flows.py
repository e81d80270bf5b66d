"""The flows of the secretary's pages: forms that were loaded before anything fails, sent until one is answered."""

from tests.faults import acts, memberships, money
from tests.faults.flow import Act, Arrange, Flow
from tests.faults.stage import Stage
from tests.pages.browser import SITE
from tests.pages.office import Desk

ONE = "membership/{uid}"


def _open(page: str, action: str, **fields: str) -> Arrange:
    """A form on a page of somebody who is signed in, filled in."""

    def arrange(stage: Stage) -> None:
        desk = Desk(stage.club)
        stage.calm()
        form = desk.page(page.format(**stage.notes)).form(action)
        kept = [(name, value) for name, value in form.fields if name not in fields]
        stage.notes["form"] = desk.browser, form.action, [*kept, *fields.items()]

    return arrange


def _send(stage: Stage, _: bool) -> bool:
    """Sent again it comes to the same answer."""
    browser, action, fields = stage.notes["form"]
    answer = browser.post(action, fields, follow=False)
    if answer.status == 503:
        return False
    assert answer.status == 303, (action, answer.status, answer.text)
    stage.injector.disarm()
    again = browser.post(action, fields, follow=False)
    assert (again.status, again.reply.headers["Location"]) == (303, answer.reply.headers["Location"])
    return True


SEND: Act = _send


def _a_dead_letter(stage: Stage) -> None:
    """A mail that ended at an address which is shut."""
    acts.suppressed(stage, "ada@example.org")
    acts.finished(stage)
    stage.house.settle()
    found = stage.club.got("mail/?state=suppressed")["results"]
    stage.notes["uid"] = found[0]["uid"]


def _flow(name: str, action: str, *arrange: Arrange, like: str | None = None) -> Flow:
    return Flow(
        name, acts.all_of(*arrange), SEND, (f"POST {SITE.replace('example', '{flock}')}/{action}",), like
    )


FLOWS: tuple[Flow, ...] = (
    _flow(
        "activate on the page",
        f"{ONE}/activate",
        money.a_membership(2),
        _open(f"{ONE}/activate", "/activate"),
        like="activate",
    ),
    _flow(
        "renew on the page", f"{ONE}/renew", money.ended_soon, _open(f"{ONE}/renew", "/renew"), like="renew"
    ),
    _flow(
        "cancel on the page",
        f"{ONE}/cancel",
        memberships.active,
        _open(f"{ONE}/cancel", "/cancel", reason="moved"),
        like="cancel",
    ),
    _flow(
        "resend on the page",
        "mail/{uid}/resend",
        _a_dead_letter,
        _open("mail/{uid}", "/resend", lift="yes"),
    ),
    _flow(
        "open an address on the page",
        "mails/lift",
        acts.suppressed,
        _open("mails?state=addresses", "/lift"),
        like="unsuppress",
    ),
)
