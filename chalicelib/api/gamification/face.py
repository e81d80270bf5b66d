"""A Face in the manners of seed 002."""

from ...domain.ids import is_uuid
from ...domain.refusals import Invalid, NotFound, Refusal
from ..blueprint import Face
from ..call import Answer
from ..idempotency import Mismatch
from .dialect import Gamification

BASE = "/gamification"


class GamificationFace(Face):
    """Here an Idempotency-Key that was used for another body is a value that is not valid (contract: 422)."""

    def __init__(self) -> None:
        super().__init__(Gamification())

    def said(self, refusal: Refusal) -> Answer:
        if isinstance(refusal, Mismatch):
            return super().said(Invalid(refusal.detail, {"Idempotency-Key": refusal.detail}))
        return super().said(refusal)


def a_uuid(text: str, what: str) -> str:
    """What can be no id leads to no record, and to no read."""
    if not is_uuid(text):
        raise NotFound(f"There is no such {what}.")
    return text.lower()
