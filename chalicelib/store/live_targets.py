"""The live targets of a word: rows of the rule index say which, their own items say what they are now.

They are read when the word is asked for, after the head and consistently, and kept like all of the index.
"""

from collections.abc import Iterable
from datetime import datetime

from ..domain.targets.live import LiveTarget
from . import targets
from .codec import Item
from .table import TenantTable

PREFIX = "TG#"


def among(table: TenantTable, rows: Iterable[Item]) -> tuple[LiveTarget, ...]:
    """The targets that stand in these rows of the index, each as it is now."""
    said = {row["sk"].removeprefix(PREFIX): row for row in rows if row["sk"].startswith(PREFIX)}
    if not said:
        return ()
    wanted = [(row["group"], uid) for uid, row in said.items()]
    found = targets.schemes(table, wanted, consistent=True)
    return tuple(
        LiveTarget(scheme, datetime.fromisoformat(said[uid]["since"]), int(said[uid]["version"]))
        for uid, scheme in found.items()
    )
