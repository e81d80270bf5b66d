"""What a reaction has at hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..domain.outbox import Told
from ..store.table import TenantTable
from ..store.writes import Write


@dataclass(frozen=True)
class Desk:
    """The event's tenant's table and the moment.

    `templates` are the registered mail templates; links that people follow begin with `base_url`.
    """

    table: TenantTable
    now: datetime
    templates: frozenset[str]
    base_url: str


# A reaction looks at what is and says what shall be written; all of an event's reactions are written
# in one transaction with the mark that it was followed, so that each happens once.
Reaction = Callable[[Desk, Told], Sequence[Write]]
