"""Who meets in a home: the achievements, and the events of a contact that matter to them."""

from ..domain.activity import Arrived
from ..domain.gamification import badges
from ..domain.live import LiveAchievement
from ..domain.measures import NO_MORE, Adding
from ..domain.targets.live import LiveTarget
from .counting import Home


class Met:
    """A home as it is put together, event by event."""

    def __init__(self) -> None:
        self.live: dict[str, LiveAchievement] = {}
        self.targets: dict[str, LiveTarget] = {}
        self.events: dict[str, Arrived] = {}
        self.adds = NO_MORE

    def meet(self, event: Arrived, what: LiveAchievement | LiveTarget | Adding) -> None:
        """The event matters to an achievement or a target, or is of the home's own action."""
        self.events[event.uid] = event
        match what:
            case Adding():
                self.adds = what
            case LiveTarget():
                self.targets[what.uid] = what
            case _:
                self.live[what.uid] = what

    def home(self, name: str, zone: str) -> Home:
        events = tuple(one.in_zone(zone) for one in self.events.values())
        live = tuple(badges.in_zone(one, zone) for one in self.live.values())
        return Home(name, live, events, self.adds, tuple(self.targets.values()), zone)
