"""Pages of mails that did not arrive: why, sending one again, and the addresses that get none."""

from typing import Annotated, Any, Literal, cast, get_args

from pydantic import StringConstraints

from ...actions import suppressing, unreached
from ...actions.listing import Asked
from ...actions.unreached import Lost
from ...domain import mail_words
from ...domain.mail import RESENT_STATES
from ...domain.refusals import Invalid
from ..blueprint import ADMIN
from ..call import Answer
from ..sheep.collection import a_uid
from .forms import Form
from .lists import cursor, position
from .office import show
from .room import Pages
from .visitor import Visitor

face = Pages()
LISTS: dict[str, str] = {
    "failed": "Given up",
    "refused": "Refused",
    "bounced": "Came back",
    "complained": "Called spam",
    "suppressed": "Not sent",
    "addresses": "Shut addresses",
}
PAGE = 25
CAUSES = {
    "asked": "Somebody asked for it",
    "bounced": "A mail came back",
    "complained": "A mail was called spam",
}


class ResendForm(Form):
    """`lift`: let mails go to the address again, too."""

    lift: Literal["yes"] | None = None


class LiftForm(Form):
    email: Annotated[str, StringConstraints(min_length=1, max_length=254)]


@face.page(
    "/mails",
    who=ADMIN,
    summary="Mails that did not arrive, and the addresses that get none.",
    query={
        "state": f"{', '.join(LISTS)}; failed if not given.",
        "after": "Where the list goes on; from the link of the page before.",
        "email": "Of the shut addresses only this one.",
        "done": "lifted: an address was just opened.",
    },
)
def mails(visitor: Visitor) -> Answer:
    which = visitor.query.get("state", "failed")
    if which not in LISTS:
        raise Invalid("There is no such list.", {"state": f"expected {', '.join(LISTS)}"})
    said: dict[str, Any] = {
        "current": "mails",
        "onward": "mails",
        "same": {"state": which},
        "lists": LISTS,
        "which": which,
        "first": "after" not in visitor.query,
    }
    if which == "addresses":
        return _addresses(visitor, said)
    scope = f"mails|{which}"
    lost = cast(Lost, which)
    assert lost in get_args(Lost)
    found = unreached.listed(visitor.table, lost, after=position(visitor, scope), now=visitor.now)
    following = cursor(visitor, scope, found.next)
    return show(visitor, "mails.html", found=found.mails, following=following, words=mail_words, **said)


def _addresses(visitor: Visitor, said: dict[str, Any]) -> Answer:
    email, scope = visitor.query.get("email", "").strip(), "mails|addresses"
    if email:
        found = suppressing.looked_up(visitor.table, email, Asked(1, PAGE), facets={})
    else:
        asked = Asked(1, PAGE, position(visitor, scope))
        found = suppressing.suppressed(visitor.table, asked, now=visitor.now, facets={})
    return show(
        visitor,
        "mails_addresses.html",
        found=found.records,
        following=cursor(visitor, scope, found.next),
        causes=CAUSES,
        email=email,
        lifted=visitor.query.get("done") == "lifted",
        **said,
    )


@face.page("/mail/{uid}", who=ADMIN, summary="A mail: what became of it, and what may be done.")
def mail(visitor: Visitor, uid: str) -> Answer:
    letter, shut = unreached.opened(visitor.table, a_uid(uid, "mail"))
    return show(
        visitor,
        "mail.html",
        current="mails",
        letter=letter,
        shut=shut,
        again=letter.state in RESENT_STATES,
        words=mail_words,
    )


@face.form("/mail/{uid}/resend", who=ADMIN, summary="Send a mail once more.", takes=ResendForm)
def resend(visitor: Visitor, uid: str) -> Answer:
    lift = visitor.form.lift is not None
    unreached.send_again(visitor.table, a_uid(uid, "mail"), lift=lift, at=visitor.now)
    return visitor.goto(f"mail/{uid}")


@face.form("/mails/lift", who=ADMIN, summary="Let mails go to an address again.", takes=LiftForm)
def lift(visitor: Visitor) -> Answer:
    suppressing.unsuppress(visitor.table, visitor.form.email, at=visitor.now)
    return visitor.goto("mails", state="addresses", done="lifted")
