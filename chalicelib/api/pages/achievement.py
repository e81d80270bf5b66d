"""The page of one achievement: for who is signed in, and for the reader of a mail whose link has a pass."""

from dataclasses import replace
from typing import Annotated, Any

from pydantic import StringConstraints

from ...actions import looking
from ...actions.looking import Passed
from ...domain.achievement import Achievement
from ...domain.refusals import NotFound
from ..call import Answer
from . import papers, shown
from .forms import Form, Uid
from .room import NotSignedIn, Pages
from .sign_in import send_link
from .visitor import Visitor

face = Pages()
NOWHERE = "There is no such page."


class PassForm(Form):
    """`once` is the page's own: sent twice by an impatient finger, it is one link."""

    token: Annotated[str, StringConstraints(max_length=200)]
    once: Uid | None = None


@face.page(
    "/achievement/{uid}",
    who=None,
    summary="An achievement, step by step; a pass from a mail shows it to its reader.",
    query={"pass": "As the link in the mail brings it."},
)
def achievement(visitor: Visitor, uid: str) -> Answer:
    """Who is signed in, and may see it, sees all of it, whatever the link brought."""
    brought = visitor.query.get("pass", "")
    if visitor.person is not None:
        try:
            found, seen = looking.at_achievement(visitor.table, visitor.person, uid)
            return _shown(visitor, found, contact=seen.contact, token="", once="")
        except NotFound:
            if not brought:
                raise
    passed = looking.by_pass(visitor.table, visitor.tenant, uid, brought, at=visitor.now)
    if passed is not None:
        return _by_pass(visitor, passed, brought)
    raise NotSignedIn if visitor.person is None else NotFound(NOWHERE)


@face.form(
    "/achievement/{uid}/sign-in",
    who=None,
    summary="Send the reader of a pass a link to sign in with, to its own address.",
    takes=PassForm,
)
def sign_in(visitor: Visitor, uid: str) -> Answer:
    passed = looking.by_pass(visitor.table, visitor.tenant, uid, visitor.form.token, at=visitor.now)
    if passed is None or not passed.reader.emails:
        raise NotFound(NOWHERE)
    then = f"achievement/{passed.achievement.uid}"
    send_link(visitor, passed.reader.emails[0], once=visitor.form.once, then=then)
    return replace(visitor, guest=passed.reader).show("link_sent.html")


def _by_pass(visitor: Visitor, passed: Passed, token: str) -> Answer:
    """Read only: neither notes nor evidence, which a mail that is passed on would take along."""
    visitor = replace(visitor, guest=passed.reader)
    once = visitor.ids.uid() if passed.reader.emails else ""
    return _shown(visitor, passed.achievement, contact=passed.contact, token=token, once=once)


def _shown(visitor: Visitor, found: Achievement, **said: Any) -> Answer:
    links = papers.of_achievement(visitor, found)
    return visitor.show("achievement.html", achievement=found, steps=shown.steps(found), papers=links, **said)
