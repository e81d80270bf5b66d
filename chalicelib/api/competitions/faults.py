"""What pydantic finds wrong, as refusals in the seed's words and with its codes."""

from typing import NoReturn

from pydantic import ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from ...domain.refusals import EmptyId, Invalid, Malformed, Missing, NoRules, Refusal

# What our own validators say: the name of the error, and the refusal that it is.
KINDS: dict[str, type[Refusal]] = {
    "missing_value": Missing,
    "empty_id": EmptyId,
    "unreadable": Malformed,
    "not_acceptable": Invalid,
    "no_rules": NoRules,
}
# Of these a wrong type is as no value at all: the seed has one message for both.
NAMED = frozenset(
    {"achievement", "name", "icon", "ruleSets", "scheduling", "achievementLiveStatus"}
    | {"rewardName", "rewardRank", "entityId", "value", "rewardType", "description"}
)


def fault(kind: str, message: str) -> NoReturn:
    """Raised within a validator; the message is said as it is."""
    raise PydanticCustomError(kind, "{message}", {"message": message})


def unusable(field: str) -> str:
    return f"No usable value for {field}"


def refusals(error: ValidationError, within: str = "") -> list[Refusal]:
    """In the order of the model's fields, each message once; `within` begins the paths that are said."""
    found = [_refusal(one, within) for one in error.errors(include_url=False, include_input=False)]
    return list({(type(one), one.detail): one for one in found}.values())


def faulty_fields(error: ValidationError) -> set[str | int]:
    """The first words of the paths at fault."""
    return {one["loc"][0] for one in error.errors(include_url=False, include_input=False) if one["loc"]}


def _refusal(error: ErrorDetails, within: str) -> Refusal:
    if error["type"] in KINDS:
        return KINDS[error["type"]](error["msg"])
    field = next((str(part) for part in reversed(error["loc"]) if isinstance(part, str)), "body")
    if error["type"] == "missing" or (field in NAMED and field == error["loc"][-1]):
        return Missing(unusable(field))
    path = ".".join(filter(None, (within, *map(str, error["loc"])))) or "body"
    return Invalid(f"{path[:100]}: {error['msg'].removeprefix('Value error, ')}")
