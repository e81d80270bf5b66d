"""The one small tree of refusals: the domain raises them, only a face catches them."""


class Refusal(Exception):
    """Something a caller may not have, said in a sentence for that caller."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class NotFound(Refusal):
    """It does not exist, or is not the caller's to know of: the two cannot be told apart."""


class Conflict(Refusal):
    """The state of things does not allow it now."""


class Locked(Conflict):
    """It is finished; nothing about it changes any more."""


class Forbidden(Refusal):
    """The caller may see it but may not do this."""


class Invalid(Refusal):
    """What was said is wrong in itself; `fields` names each fault by its path."""

    def __init__(self, detail: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.fields = fields or {}


class TooLarge(Invalid):
    """Each part is allowed, but the record would be larger than one can be kept."""


class Contradiction(Invalid):
    """Each part is well formed, but the parts do not fit each other."""


class Busy(Refusal):
    """Others kept changing the same record; trying again is right."""
