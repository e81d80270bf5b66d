"""Routes of the game's settings: points for what people do, what earns its badges, who is hidden."""

from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import Field

from ...actions import game_settings
from ...domain.gamification.settings import Gamification, Hidden
from ..blueprint import ADMIN
from ..call import Call
from ..wire import Number, Record, Settable, given_fields
from .face import BASE, GamificationFace

face = GamificationFace()
PATH = f"{BASE}/settings"
Named = Annotated[dict[str, Number], Field(max_length=1_000)]
# A Decimal would stand as a text in the document.
_ZERO = Field(json_schema_extra={"default": 0})


class SettingsBody(Settable):
    """What of the settings is to be another. A table that is given replaces the whole table."""

    served: ClassVar[frozenset[str]] = frozenset()

    action_points: Named = {}
    badge_points: Named = {}
    badge_default: Annotated[Number, _ZERO] = Decimal(0)
    achievement_points: Named = {}
    achievement_default: Annotated[Number, _ZERO] = Decimal(0)
    badges: Annotated[dict[str, str], Field(max_length=100)] = {}
    hidden: Hidden = "hide"


class SettingsRecord(Record):
    """The game's settings."""

    action_points: dict[str, Number]
    badge_points: dict[str, Number]
    badge_default: Number
    achievement_points: dict[str, Number]
    achievement_default: Number
    badges: dict[str, str]
    hidden: Hidden


@face.endpoint("GET", PATH, who=ADMIN, summary="Show the game's settings.", answers=SettingsRecord)
def get_settings(call: Call) -> Any:
    return _shown(game_settings.get(call.table))


@face.endpoint(
    "PUT",
    PATH,
    who=ADMIN,
    summary="Change the game's settings.",
    body=SettingsBody,
    answers=SettingsRecord,
)
def change_settings(call: Call) -> Any:
    return _shown(game_settings.change(call.table, given_fields(call.body), at=call.now))


def _shown(one: Gamification) -> dict[str, Any]:
    return {
        "action_points": dict(one.action_points),
        "badge_points": dict(one.badge_points),
        "badge_default": one.badge_default,
        "achievement_points": dict(one.achievement_points),
        "achievement_default": one.achievement_default,
        "badges": dict(one.badges),
        "hidden": one.hidden,
    }
