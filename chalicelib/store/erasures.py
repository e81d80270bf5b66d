"""How erasures are kept: due until they are done, and in the journal for good."""

from ..domain.erasure import Erasure
from . import people_keys
from .records import Kind

ERASURES: Kind[Erasure] = Kind(
    name="erasure",
    model=Erasure,
    key=people_keys.erasure,
    facets=lambda erasure: {"state": erasure.state},
    due=lambda erasure: erasure.due,
)
