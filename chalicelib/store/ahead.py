"""Reading ahead: what will surely be asked for, one item after the other, is read in one call."""

from collections.abc import Iterable

from .codec import Item
from .keys import Key
from .table import TenantTable


class Ahead(TenantTable):
    """The table, with these items read together, consistently. Each is handed out once: whoever asks for it
    again is told what stands then.

    A call reads its items in no order: what must be read after something else is not read ahead with it.
    """

    def __init__(self, table: TenantTable, keys: Iterable[Key]) -> None:
        super().__init__(table.client, table.name, table.tenant, op=table._op, pause=table._pause)
        wanted = list(dict.fromkeys(keys))
        found = table.get_many(wanted, consistent=True)
        self._read: dict[Key, Item | None] = {key: found.get(key) for key in wanted}

    def get(self, key: Key, *, consistent: bool = True) -> Item | None:
        if key in self._read:
            return self._read.pop(key)
        return super().get(key, consistent=consistent)
