"""JSON as text and back with every number exact: for what is kept as its client said it, in its order."""

import json
import re
from decimal import Decimal
from typing import Any

# No text of a client holds a NUL, so that nothing but a number can look like this.
_MARKED = re.compile(r'"\\u0000(-?[0-9.]+)\\u0000"')


def dumps(value: Any) -> str:
    text = json.dumps(value, default=_marked, ensure_ascii=False, separators=(",", ":"))
    return _MARKED.sub(r"\1", text)


def loads(text: str) -> Any:
    return json.loads(text, parse_float=Decimal)


def _marked(value: Any) -> str:
    if not isinstance(value, Decimal):
        raise TypeError(f"{type(value).__name__} has no place in what is kept")
    return f"\0{value:f}\0"
