"""Where a body takes text: each place that its model declares, and each of the words in a good one."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from pydantic import BaseModel

from chalicelib.api.call import Endpoint

Place = tuple[str | int, ...]


def places(endpoint: Endpoint, good: Any) -> list[Place]:
    """By their paths into the body, each once."""
    declared = ((name,) for name in _declared(endpoint.body)) if isinstance(good, dict) else ()
    return list(dict.fromkeys([*_words(good, ()), *declared]))


def put(body: Any, place: Place, text: str) -> Any:
    """The same body with this text there."""
    if not place:
        return text
    changed, (head, *rest) = deepcopy(body), place
    changed[head] = put(changed[head], tuple(rest), text) if rest else text
    return changed


def _words(value: Any, at: Place) -> Iterator[Place]:
    match value:
        case str():
            yield at
        case dict():
            for name, inner in value.items():
                yield from _words(inner, (*at, name))
        case list():
            for number, inner in enumerate(value[:1]):
                yield from _words(inner, (*at, number))


def _declared(model: type[BaseModel] | None) -> list[str]:
    schema = model.model_json_schema() if model is not None else {}
    return [name for name, one in schema.get("properties", {}).items() if _text(one)]


def _text(schema: dict[str, Any]) -> bool:
    kinds = [schema, *schema.get("anyOf", ())]
    return any(kind.get("type") == "string" and "enum" not in kind for kind in kinds)
