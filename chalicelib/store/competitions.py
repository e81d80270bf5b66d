"""How achievements by rules and what they are made with are kept."""

from ..domain.icons import Icon
from ..domain.reward_type import RewardType
from . import keys
from .records import Kind

ICONS: Kind[Icon] = Kind(
    name="icon",
    model=Icon,
    key=keys.icon,
    facets=lambda icon: {"name": icon.name},
)

REWARD_TYPES: Kind[RewardType] = Kind(
    name="reward_type",
    model=RewardType,
    key=keys.reward_type,
    facets=lambda kind: {"key": kind.key},
)
