"""An achievement: a contact's way through the steps of an achievement type (seed 000)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from .events import Event, achievement_completed, achievement_reopened
from .refusals import Conflict, Contradiction, Invalid, Locked, NotFound

MOST_STEPS = 100
MOST_EVIDENCE = 20


@dataclass(frozen=True)
class StepMark:
    """That a step is done: since when, said by whom, on what proof (URLs or text)."""

    at: datetime
    by: str
    note: str | None = None
    evidence: tuple[str, ...] = ()

    def enriched(self, later: "StepMark") -> "StepMark":
        """The first date and witness stay; a later note replaces, later evidence is added."""
        added = tuple(proof for proof in later.evidence if proof not in self.evidence)
        if len(self.evidence) + len(added) > MOST_EVIDENCE:
            raise Invalid("Too much evidence.", {"evidence": f"at most {MOST_EVIDENCE} for a step"})
        return replace(self, note=later.note or self.note, evidence=self.evidence + added)


@dataclass
class Achievement:
    """The record that connects a contact to an achievement type.

    The type's name and steps are copied when it starts; later edits of the type do not reach it.
    `done` maps step numbers (from 1) to their marks. `turns` counts how often it was finished.
    `link_tail` makes the uid a public link's id; records of old have none. `credential` is the place in a
    status list of the badge that this turn has, once somebody got it.
    """

    uid: str
    type: str
    name: str
    contact: str
    contact_resource: str
    contact_name: str
    steps: tuple[str, ...]
    created: datetime
    last_updated: datetime
    link_tail: str = ""
    email_template: str | None = None
    note: str | None = None
    done: dict[int, StepMark] = field(default_factory=dict)
    finished_date: datetime | None = None
    finished_by: str | None = None
    turns: int = 0
    credential: str | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @property
    def finished(self) -> bool:
        return self.finished_date is not None

    @property
    def open_steps(self) -> list[int]:
        return [number for number in range(1, len(self.steps) + 1) if number not in self.done]

    @property
    def percentage(self) -> int:
        """Whole percents, rounded down: 100 means that every step is done."""
        return 100 * len(self.done) // len(self.steps)

    def step_number(self, number: int | None, name: str | None) -> int:
        """The step meant by number, by name (compared literally) or by both, which must agree.

        A finished achievement refuses before it looks: any step call after finish is a conflict.
        """
        self._must_be_open()
        if number is None and name is None:
            raise Invalid("Say which step.", {"number": "give number or step", "step": "give number or step"})
        if number is not None and not 1 <= number <= len(self.steps):
            raise NotFound(f"There is no step {number}; the steps are 1 to {len(self.steps)}.")
        if name is None:
            assert number is not None
            return number
        if name not in self.steps:
            raise NotFound("There is no step of that name.")
        named = self.steps.index(name) + 1
        if number is not None and number != named:
            raise Contradiction(
                f"Step {number} has another name.", {"step": f"this is the name of step {named}"}
            )
        return named

    def complete_step(self, number: int, mark: StepMark, *, at: datetime) -> bool:
        """Whether anything changed. A step completed before keeps its first date and witness."""
        self._must_be_open()
        before = self.done.get(number)
        after = before.enriched(mark) if before else mark
        self.done[number] = after
        return self._changed(after != before, at)

    def uncomplete_step(self, number: int, *, at: datetime) -> bool:
        """Whether anything changed: doing it twice changes nothing."""
        self._must_be_open()
        return self._changed(self.done.pop(number, None) is not None, at)

    def complete_all_steps(self, mark: StepMark, *, at: datetime) -> bool:
        self._must_be_open()
        missing = self.open_steps
        self.done.update(dict.fromkeys(missing, mark))
        return self._changed(bool(missing), at)

    def reset_steps(self, *, at: datetime) -> bool:
        self._must_be_open()
        changed = bool(self.done)
        self.done = {}
        return self._changed(changed, at)

    def finish(self, *, by: str, at: datetime) -> None:
        """Lock the steps and tell that it is completed; every step must be done."""
        if self.finished:
            raise Locked("This achievement is finished already.")
        if self.open_steps:
            names = ", ".join(f"{number} ({self.steps[number - 1]})" for number in self.open_steps)
            raise Conflict(f"These steps are not complete: {names}.")
        self.turns += 1
        self.finished_date, self.finished_by, self.last_updated = at, by, at
        self.events.append(achievement_completed(self.uid, self.contact, self.turns, at, self.snapshot()))

    def reopen(self, *, by: str, at: datetime) -> None:
        """Undo a finish made by mistake; finishing again tells it again, and is another badge."""
        if not self.finished:
            raise Conflict("This achievement is not finished.")
        data = {**self.snapshot(), "reopened_by": by}
        self.events.append(achievement_reopened(self.uid, self.contact, self.turns, at, data))
        self.finished_date, self.finished_by, self.last_updated = None, None, at
        self.credential = None

    def take_events(self) -> list[Event]:
        taken, self.events = self.events, []
        return taken

    def snapshot(self) -> dict[str, Any]:
        """What a mail or a webhook may say of it, as it is now."""
        return {
            "achievement": self.uid,
            "achievement_type": self.type,
            "name": self.name,
            "contact_resource": self.contact_resource,
            "contact_name": self.contact_name,
            "steps": list(self.steps),
            "finished_date": self.finished_date.isoformat() if self.finished_date else None,
            "finished_by": self.finished_by,
            "email_template": self.email_template,
        }

    def _changed(self, changed: bool, at: datetime) -> bool:
        """What changed nothing is not an update."""
        if changed:
            self.last_updated = at
        return changed

    def _must_be_open(self) -> None:
        if self.finished:
            raise Locked("This achievement is finished; its steps do not change any more.")


def check_steps(steps: Sequence[str]) -> tuple[str, ...]:
    """The steps of a type, in order: 1 to 100, each name once."""
    if not 1 <= len(steps) <= MOST_STEPS:
        raise Invalid("Wrong number of steps.", {"steps": f"1 to {MOST_STEPS} steps"})
    twice = sorted({name for name in steps if steps.count(name) > 1})
    if twice:
        raise Invalid("Step names must be unique.", {"steps": f"more than once: {', '.join(twice)}"})
    return tuple(steps)
