"""Records that come back as they were got."""

from typing import Any, ClassVar

from pydantic import model_validator

from ..wire import Body


class Settable(Body):
    """A record that is sent back as it was got: what only the server sets is passed over."""

    served: ClassVar[frozenset[str]] = frozenset({"uid", "uri", "created", "last_updated"})

    @model_validator(mode="before")
    @classmethod
    def _pass_over(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        return {name: value for name, value in given.items() if name not in cls.served}


def given_fields(body: Body) -> dict[str, Any]:
    """The fields that the client named, as the code has them (a dump would write days and money as text)."""
    return {name: getattr(body, name) for name in body.model_fields_set}
