"""Routes of signing in: asking for a link, coming in by it, leaving."""

from typing import Annotated

from pydantic import StringConstraints

from ...actions import signing_in
from ...domain.sign_in import page_after
from ..call import Answer
from ..wire import Email
from .forms import Form, Uid
from .room import Pages, cookie
from .visitor import Visitor

face = Pages()
Short = Annotated[str, StringConstraints(max_length=200)]


class AskForm(Form):
    """`once` is the page's own: sent twice by an impatient finger, it is one link."""

    email: Email
    once: Uid | None = None
    then: Short = ""


class EnterForm(Form):
    token: Short


@face.page(
    "/sign-in", who=None, summary="Ask for a link to sign in with.", query={"then": "The page to go on to."}
)
def sign_in(visitor: Visitor) -> Answer:
    return visitor.show(
        "sign_in.html", once=visitor.ids.uid(), then=page_after(visitor.query.get("then", ""))
    )


@face.form("/sign-in", who=None, summary="Send the link to an address that is known here.", takes=AskForm)
def ask(visitor: Visitor) -> Answer:
    """The answer is the same for every address."""
    form: AskForm = visitor.form
    send_link(visitor, form.email, once=form.once, then=page_after(form.then))
    return visitor.show("sent.html", email=form.email)


def send_link(visitor: Visitor, address: str, *, once: str | None, then: str) -> None:
    """Send it, unless too many were asked for; `then` is the page that it leads on to."""
    signing_in.hold_back(visitor.table, visitor.tenant, address, visitor.source, at=visitor.now)
    once, enter = once or visitor.ids.uid(), visitor.url("enter")
    signing_in.ask(visitor.table, address, once=once, enter=enter, then=then, at=visitor.now)


@face.page(
    "/enter", who=None, summary="The page that the link in the mail opens.", query={"token": "As sent."}
)
def entering(visitor: Visitor) -> Answer:
    """It only asks to go on: what looks at links on their way to a reader must not use them up."""
    token = visitor.query.get("token", "")
    signing_in.check(visitor.table, visitor.tenant, token, at=visitor.now)
    return visitor.show("enter.html", token=token)


@face.form("/enter", who=None, summary="Come in by a link, once.", takes=EnterForm)
def enter(visitor: Visitor) -> Answer:
    secret = visitor.ids.letters(32)
    session, then = signing_in.enter(
        visitor.table, visitor.tenant, visitor.form.token, secret, at=visitor.now
    )
    if visitor.person is not None:
        signing_in.leave(visitor.table, visitor.secret)
    there = visitor.goto(then)
    kept = cookie(visitor, secret, seconds=int((session.ends - visitor.now).total_seconds()))
    return Answer(there.body, there.status, {**there.headers, **kept})


@face.form("/sign-out", summary="Leave.")
def sign_out(visitor: Visitor) -> Answer:
    signing_in.leave(visitor.table, visitor.secret)
    there = visitor.goto("sign-in")
    return Answer(there.body, there.status, {**there.headers, **cookie(visitor, "", seconds=0)})
