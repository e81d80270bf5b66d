"""Sales, mails and cases told as clients tell them, and the cards that come of them."""

from datetime import datetime
from typing import Any

from chalicelib.domain.gamification import scores
from chalicelib.domain.measures import by_window
from chalicelib.domain.rules.tokens import digest
from chalicelib.store import cases, game_keys, keys
from tests.api import playing
from tests.competing import Arena

Said = dict[str, Any]
# A relations path that there is not.
NOWHERE = "10000000-0000-4000-8000-000000000000"


def at(time: str) -> str:
    return datetime.fromisoformat(time).strftime("%Y-%m-%dT%H:%M:%S.000+0000")


def done(action: str, number: int, reference: str = "ada", **more: Any) -> Said:
    """The `number`-th doing of an action, with a reference of the client's own."""
    return {
        "memberRefId": reference,
        "action": action,
        "eventRefId": f"{action} {reference} {number}",
        **more,
    }


def sale(number: int, value: Any = 10, reference: str = "ada", **more: Any) -> Said:
    return done("sale", number, reference, **({} if value is None else {"sourceValue": value}), **more)


def sums(arena: Arena, action: str = "sale", reference: str = "ada") -> Said:
    """What stands on the card of an action, by window; nothing where there is none."""
    item = progress(arena, action, reference) or {}
    return {name: by_window(one) for name, one in item.get("s", {}).items()}


def progress(arena: Arena, action: str = "sale", reference: str = "ada") -> Said | None:
    return arena.table.get(keys.progress(arena.table.tenant, arena.contact(reference), digest(action)))


class Office:
    """A relations path of the club's, and a contact's cases on it."""

    def __init__(self, arena: Arena, *, ranked: bool = False) -> None:
        self.arena = arena
        self.path = playing.path(arena.club)
        self.milestones = [one["id"] for one in self.path["activity_types"]["milestones"]]
        if ranked:
            self.rank()

    def rank(self, milestone: int = 0) -> Any:
        settings = {"relations_path_id": self.path["id"], "milestone_id": self.milestones[milestone]}
        name = f"Converters {milestone}"
        return playing.rank(
            self.arena.club, name=name, icon="duck", rule="conversion_rate", settings=settings
        )

    def opened(self, case: str, reference: str = "ada", **more: Any) -> Said:
        return self._case("case.opened", case, reference, {}, more)

    def reached(self, case: str, milestone: int = 0, reference: str = "ada", **more: Any) -> Said:
        named = {"milestone_id": self.milestones[milestone]}
        return self._case("case.milestone", case, reference, named, more)

    def _case(self, action: str, case: str, reference: str, named: Said, more: Said) -> Said:
        said = {"relations_path_id": self.path["id"], "case_id": case, **named}
        return {"memberRefId": reference, "action": action, "metadata": said, **more}

    def item(self, reference: str = "ada") -> Said | None:
        t = self.arena.table.tenant
        return self.arena.table.get(game_keys.case_card(t, self.arena.contact(reference), self.path["id"]))

    def rates(self, milestone: int = 0, reference: str = "ada") -> dict[str, int]:
        """By window, in hundredths of a per cent."""
        card = cases.read_card("", self.path["id"], self.item(reference)).card
        return {
            window: score for (_, window), score in scores.of_card(card, self.milestones[milestone]).items()
        }


def five_of_eight(desk: Office) -> list[Said]:
    opened = [desk.opened(f"case {number}", eventRefId=f"opened {number}") for number in range(8)]
    reached = [desk.reached(f"case {number}", eventRefId=f"reached {number}") for number in range(5)]
    return opened + reached
