"""What is done with a membership on its pages, each after a page that says what follows."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import StringConstraints

from ...actions import membership_types, memberships, renewing
from ...domain.kept_memberships import KeptMembership
from ...domain.membership import LONGEST_REASON
from ...domain.refusals import Conflict, Invalid, NotFound, Refusal, nearest
from ...domain.situation import (
    Said,
    against_activating,
    against_cancelling,
    against_renewing,
    may_cancel_later,
    situation,
)
from ..blueprint import ADMIN
from ..call import Answer
from ..sheep.collection import a_uid
from .forms import Form, Uid
from .office import show
from .room import Pages
from .visitor import Visitor

face = Pages()
ONE = "/membership/{uid}"
DAY = Annotated[str, StringConstraints(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]
STATUS = {Conflict: 409, Invalid: 422}
NO_DAY = "It can end on a coming day, before the day on which its period ends."


class ActForm(Form):
    once: Uid


class CancelForm(ActForm):
    at: Literal["now", "later"] = "now"
    when: DAY = ""
    reason: Annotated[str, StringConstraints(max_length=LONGEST_REASON)] = ""


@face.page(ONE + "/activate", who=ADMIN, summary="What follows when it is activated.")
def activating(visitor: Visitor, uid: str) -> Answer:
    return _ask(visitor, uid, "activate")


@face.form(ONE + "/activate", who=ADMIN, summary="Activate a pending membership.", takes=ActForm)
def activate(visitor: Visitor, uid: str) -> Answer:
    def act() -> tuple[str, str]:
        once = visitor.form.once
        kept = memberships.activate(visitor.table, a_uid(uid, "membership"), request=once, at=visitor.now)
        return kept.uid, "activated"

    return _acted(visitor, uid, "activate", act)


@face.page(ONE + "/renew", who=ADMIN, summary="The period that a renewal would make.")
def renewal(visitor: Visitor, uid: str) -> Answer:
    return _ask(visitor, uid, "renew")


@face.form(ONE + "/renew", who=ADMIN, summary="Renew: the next period.", takes=ActForm)
def renew(visitor: Visitor, uid: str) -> Answer:
    def act() -> tuple[str, str]:
        once = visitor.form.once
        following = renewing.renew(visitor.table, a_uid(uid, "membership"), request=once, at=visitor.now)
        return following.uid, "renewed"

    return _acted(visitor, uid, "renew", act)


@face.page(ONE + "/cancel", who=ADMIN, summary="Why and when it is to be cancelled.")
def cancelling(visitor: Visitor, uid: str) -> Answer:
    return _ask(visitor, uid, "cancel")


@face.form(ONE + "/cancel", who=ADMIN, summary="Cancel at once, or on a coming day.", takes=CancelForm)
def cancel(visitor: Visitor, uid: str) -> Answer:
    said: CancelForm = visitor.form

    def act() -> tuple[str, str]:
        kept = memberships.cancel(
            visitor.table,
            a_uid(uid, "membership"),
            when=_day(said),
            reason=said.reason,
            request=said.once,
            at=visitor.now,
        )
        return kept.uid, "cancelled" if said.at == "now" else "leaving"

    return _acted(visitor, uid, "cancel", act)


def _day(said: CancelForm) -> date | None:
    """The day on which it is to end; None: at once."""
    if said.at == "now":
        return None
    try:
        return date.fromisoformat(said.when)
    except ValueError:
        raise Invalid(NO_DAY, {"when": "expected a day"}) from None


def _acted(visitor: Visitor, uid: str, verb: str, act: Callable[[], tuple[str, str]]) -> Answer:
    """On to the membership; what was refused is said where it was asked for, with what stands now."""
    try:
        where, done = act()
    except (Conflict, Invalid) as refusal:
        return _ask(visitor, uid, verb, refusal=refusal, status=nearest(refusal, STATUS))
    return visitor.goto(f"membership/{where}", done=done)


AGAINST: dict[str, Callable[..., Said | None]] = {
    "activate": against_activating,
    "renew": against_renewing,
    "cancel": against_cancelling,
}


def _ask(
    visitor: Visitor, uid: str, verb: str, *, refusal: Refusal | None = None, status: int = 200
) -> Answer:
    kept = memberships.get(visitor.table, a_uid(uid, "membership"))
    more: dict[str, Any] = MORE[verb](visitor, kept)
    given = visitor.form if verb == "cancel" and visitor.form is not None else CancelForm(once="0" * 24)
    return show(
        visitor,
        f"membership_{verb}.html",
        status=status,
        kept=kept,
        stands=situation(kept.membership, visitor.now),
        against=AGAINST[verb](kept.membership, visitor.now),
        refusal=_told(refusal) if refusal else None,
        once=visitor.ids.uid(),
        given=given,
        **more,
    )


def _told(refusal: Refusal) -> str:
    """In words for who filled in the form."""
    return NO_DAY if isinstance(refusal, Invalid) and "when" in refusal.fields else refusal.detail


def _next_period(visitor: Visitor, kept: KeptMembership) -> dict[str, Any]:
    """What the type, as it is sold today, makes of the next period; nothing where it is gone."""
    try:
        rules = membership_types.get(visitor.table, kept.membership.membership_type).rules
    except NotFound:
        return {"term": None, "fee": None}
    return {"term": rules.calendar.after(kept.membership.term), "fee": kept.membership.amount or rules.price}


MORE: dict[str, Callable[[Visitor, KeptMembership], dict[str, Any]]] = {
    "activate": lambda visitor, kept: {"fee": kept.fee},
    "renew": _next_period,
    "cancel": lambda visitor, kept: {"later": may_cancel_later(kept.membership)},
}
