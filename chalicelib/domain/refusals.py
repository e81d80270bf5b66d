"""The one small tree of refusals: the domain raises them, only a face catches them."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

# What a client said is said back, but never all of something long.
LONGEST_ECHO = 100
T = TypeVar("T")


def echo(text: str) -> str:
    return text if len(text) <= LONGEST_ECHO else f"{text[:LONGEST_ECHO]}…"


class Refusal(Exception):
    """Something a caller may not have, said in a sentence for that caller."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class NotFound(Refusal):
    """It does not exist, or is not the caller's to know of: the two cannot be told apart."""


class Gone(NotFound):
    """It was there, and was deleted."""


class NoRecord(NotFound):
    """Nothing of face 001 has this id; in the words of its seed."""

    def __init__(self, what: str, asked: str) -> None:
        super().__init__(f"Invalid {what} ID [{echo(asked)}], record not found")


class NoTenant(NotFound):
    """The path names a tenant that is not the caller's; nothing says whether it exists."""

    def __init__(self, asked: str) -> None:
        super().__init__("There is no such tenant.")
        self.asked = asked


class Conflict(Refusal):
    """The state of things does not allow it now."""


class Locked(Conflict):
    """It is finished; nothing about it changes any more."""


class NoRules(Conflict):
    """Something is to be earned by rules, and there are none."""


class Forbidden(Refusal):
    """The caller may see it but may not do this."""


class Invalid(Refusal):
    """What was said is wrong in itself; `fields` names each fault by its path."""

    def __init__(self, detail: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.fields = fields or {}


class Several(Invalid):
    """Many faults of one request, each a refusal of its own, in the order of the request."""

    def __init__(self, faults: Sequence[Refusal]) -> None:
        super().__init__(faults[0].detail, {str(place): one.detail for place, one in enumerate(faults)})
        self.faults = tuple(faults)


class Missing(Invalid):
    """A value that is needed was left out, is empty, or is none of those that could be used."""


class EmptyId(Missing):
    """An id was left empty."""


class TooLarge(Invalid):
    """Each part is allowed, but the record would be larger than one can be kept."""


class Contradiction(Invalid):
    """Each part is well formed, but the parts do not fit each other."""


class Malformed(Contradiction):
    """The request is not one that can be read, whatever it asks for."""


class TooOften(Refusal):
    """A key did what is dear more often than it may; after so many seconds it may again."""

    def __init__(self, detail: str, seconds: int) -> None:
        super().__init__(detail)
        self.seconds = seconds


class Busy(Refusal):
    """Others kept changing the same record; trying again is right."""


def nearest(refusal: Refusal, said: Mapping[type[Refusal], T]) -> T:
    """What a table says of a refusal: by the nearest of its classes that stands there."""
    return next(said[kind] for kind in type(refusal).__mro__ if kind in said)
