"""A Face in the manners of seed 001, with the two ways in which its paths name a member."""

from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from ...actions import contacts
from ...domain.contact import Contact
from ...domain.ids import is_short_id, is_uid
from ...domain.refusals import Invalid, NoRecord, NoTenant, Refusal, Several, echo
from ..blueprint import Face, View
from ..body import BadBody
from ..call import Answer, Call
from ..sheep.sight import sees
from .dialect import Code, Competitions, code_of, said
from .faults import refusals
from .wire import Given, ReadLater

SPACE = "/api/{space}"
# All faults are said, but a hostile request cannot make us say more than this.
MOST_FAULTS = 100
# What the seed shows of a body before the token that is none.
NEAR = 20


class CompetitionFace(Face):
    """All that is wrong with a request is said at once, each fault with its code and status."""

    def __init__(self) -> None:
        super().__init__(Competitions())

    def of_member(self, method: str, path: str, **declared: Any) -> Callable[[View], View]:
        """Declare a route of one member, by its id and by its reference; the view gets (call, contact, …)."""

        def declare(view: View) -> View:
            def by_id(call: Call, member_id: str, **more: str) -> Any:
                return view(call, member(call, member_id), **more)

            def by_reference(call: Call, member_ref_id: str, **more: str) -> Any:
                return view(call, referred(call, member_ref_id), **more)

            by_id.__name__, by_reference.__name__ = view.__name__, f"{view.__name__}_by_reference"
            summary = declared["summary"].removesuffix(".")
            self.endpoint(method, f"{SPACE}/members/{{memberId}}{path}", **declared)(by_id)
            self.endpoint(
                method,
                f"{SPACE}/members/reference/{{memberRefId}}{path}",
                **{**declared, "summary": f"{summary}; the member by its reference."},
            )(by_reference)
            return view

        return declare

    def validated(self, model: type[BaseModel], value: Any) -> Any:
        """Definitions and lists are read by their own routes, step by step; all else by its model."""
        if issubclass(model, ReadLater):
            return Given(value)
        try:
            return model.model_validate(value)
        except ValidationError as error:
            raise Several(refusals(error)) from None

    def said(self, refusal: Refusal) -> Answer:
        errors = errors_of(refusal)
        return Answer({"errors": errors}, errors[0]["status"])

    def unreadable(self, bad: BadBody) -> Answer:
        if bad.at is None:
            return super().unreadable(bad)
        text, place = bad.at
        token = text[place : place + 1]
        found = f"unknown token {token}" if token else "unexpected end of the body"
        near = text[max(0, place + 1 - NEAR) : place + 1]
        return self._refused(400, f"{found} Near: {near}")


def errors_of(refusal: Refusal) -> list[dict[str, Any]]:
    """A refusal as the face says it: one error for each of its faults."""
    faults = [fault for one in _each(refusal) for fault in _worded(one)]
    errors: list[dict[str, Any]] = said(faults[:MOST_FAULTS])["errors"]
    return errors


def _each(refusal: Refusal) -> Iterator[Refusal]:
    if not isinstance(refusal, Several):
        yield refusal
        return
    for one in refusal.faults:
        yield from _each(one)


def _worded(refusal: Refusal) -> list[tuple[Code, str]]:
    """A refusal in the seed's words; where it names fields, one fault each."""
    code = code_of(refusal)
    if isinstance(refusal, NoTenant):
        return [(code, f"No account found for space name - [{echo(refusal.asked)}]")]
    if isinstance(refusal, Invalid) and refusal.fields:
        return [(code, f"{echo(name)}: {fault}") for name, fault in refusal.fields.items()]
    return [(code, refusal.detail)]


def short_id(text: str, what: str) -> str:
    """What can be no id leads to no record, and to no read."""
    if not is_short_id(text):
        raise NoRecord(what, text)
    return text


def member(call: Call, member_id: str) -> Contact:
    """The contact with this id, as far as the caller may know of it."""
    return _seen(call, member_id if is_uid(member_id) else None, member_id)


def referred(call: Call, member_ref_id: str) -> Contact:
    """The contact with this reference, as far as the caller may know of it."""
    return _seen(call, contacts.referred(call.table, member_ref_id), member_ref_id)


def _seen(call: Call, uid: str | None, asked: str) -> Contact:
    """Staff sees everybody; a member itself and its dependants, and nobody else exists."""
    found = contacts.find(call.table, uid) if sees(call, uid) and uid else None
    if found is None:
        raise NoRecord("member", asked)
    return found
