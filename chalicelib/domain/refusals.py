"""The one small tree of refusals: the domain raises them, only a face catches them."""


class Refusal(Exception):  # noqa: N818 - it is a reason, not an error
    """Something was asked that cannot be; `detail` says why, in words for whoever asked."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail


class NotFound(Refusal):
    """There is no such thing, or none that the asker may know of."""


class Conflict(Refusal):
    """The thing is not in a state that allows it."""


class Locked(Conflict):
    """The thing is finished and stays as it is."""


class Invalid(Refusal):
    """What was sent is wrong; `fields` names each fault by its field."""

    def __init__(self, detail: str = "", fields: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.fields = fields or {}


class Forbidden(Refusal):
    """The asker is known, and may not."""


class Busy(Refusal):
    """Not now; asking again later may succeed."""
