"""The comparisons of rules: a closed table, literal on text, exact on numbers, by instant on times."""

import operator
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from .model import Operator

COMPARE: dict[Operator, Callable[[Any, Any], bool]] = {
    Operator.EQUAL: operator.eq,
    Operator.UNEQUAL: operator.ne,
    Operator.MORE: operator.gt,
    Operator.AT_LEAST: operator.ge,
    Operator.LESS: operator.lt,
    Operator.AT_MOST: operator.le,
    Operator.BEFORE: operator.lt,
    Operator.AFTER: operator.gt,
    Operator.ON_OR_BEFORE: operator.le,
    Operator.ON_OR_AFTER: operator.ge,
}

_SAME = frozenset({Operator.EQUAL, Operator.UNEQUAL})
_ORDER = frozenset({Operator.MORE, Operator.AT_LEAST, Operator.LESS, Operator.AT_MOST})
_TIME = frozenset({Operator.BEFORE, Operator.AFTER, Operator.ON_OR_BEFORE, Operator.ON_OR_AFTER})

# What may be asked of a constant of each type; the order of times has both ways of writing.
OF_NUMBERS = _SAME | _ORDER
OF_TIMES = _SAME | _ORDER | _TIME
OF_TEXTS = _SAME
# Metadata have no type of their own: the operator says what is compared.
METADATA_AS: dict[Operator, type[Decimal] | type[datetime] | type[str]] = {
    **dict.fromkeys(_SAME, str),
    **dict.fromkeys(_ORDER, Decimal),
    **dict.fromkeys(_TIME, datetime),
}
