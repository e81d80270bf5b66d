"""What of a body was named by the client."""

from typing import Any

from ..wire import Body


def given_fields(body: Body) -> dict[str, Any]:
    """The fields that the client named, as the code has them (a dump would write days and money as text)."""
    return {name: getattr(body, name) for name in body.model_fields_set}
