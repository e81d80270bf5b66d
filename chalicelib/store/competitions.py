"""How achievements by rules and what they are made with are kept."""

from collections.abc import Mapping

from ..domain import exact_json
from ..domain.competition import CompetitionAchievement, Texts
from ..domain.icons import Icon
from ..domain.reward_type import RewardType
from . import keys
from .codec import Item
from .keys import Key
from .records import Kind
from .writes import Put

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

COMPETITIONS: Kind[CompetitionAchievement] = Kind(
    name="competition",
    model=CompetitionAchievement,
    key=keys.competition,
    facets=lambda achievement: {"status": achievement.status, "deprecated": achievement.deprecated},
)


def texts_kept(t: str, uid: str, texts: Texts) -> Put:
    """The write of an achievement's long texts; it goes with one of the achievement itself."""
    item = {
        "name": texts.name,
        "description": texts.description,
        "translations": exact_json.dumps(texts.translations),
    }
    return Put(keys.competition_texts(t, uid), item, None)


def texts_among(items: Mapping[Key, Item], t: str, uid: str) -> Texts:
    item = items[keys.competition_texts(t, uid)]
    return Texts(item["name"], item.get("description"), exact_json.loads(item["translations"]))
