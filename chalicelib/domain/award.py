"""An award: a reward given to a contact, and what becomes of it."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from .award_states import TRANSITIONS, AlreadyClaimed, Deed, NotYet, Over, State
from .events import Event, event_uid
from .refusals import Conflict
from .reward import Reward

LONGEST_SNAPSHOT = 300


@dataclass(frozen=True)
class Issue:
    """That an achievement by rules was issued to a contact: `key` is its number or its window.

    `earned` is the time of the activity that completed it, which may have been told of much later.
    """

    achievement: str
    contact: str
    key: str
    name: str = ""
    earned: datetime | None = None
    retroactive: bool = False


@dataclass(kw_only=True)
class Award:
    """It carries what it needs of its reward, so that it means the same whatever is redefined later.

    `created` is when it was awarded, `available` when its delay is over. `claim_uid` follows from the
    request that claimed it, so that a repeated one is known again.
    """

    uid: str
    achievement: str
    achievement_name: str
    contact: str
    issue: str
    reward: str
    reward_name: str
    reward_type: str
    gives: str
    value: Decimal
    created: datetime
    last_updated: datetime
    earned: datetime
    available: datetime
    acknowledgement: bool = False
    period: int | None = None
    point_in_time: datetime | None = None
    retroactive: bool = False
    state: State = State.HELD
    issued: datetime | None = None
    claimed: datetime | None = None
    ended: datetime | None = None
    reason: str | None = None
    claim_uid: str | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list, repr=False, compare=False)

    @property
    def until(self) -> datetime | None:
        """The first instant at which it is no more to be had; its period runs from when it could be had."""
        if self.period is None:
            return self.point_in_time
        return (self.issued or self.available) + timedelta(minutes=self.period)

    @property
    def expires(self) -> datetime | None:
        """When it expires unless it is claimed before: what needs no claim only if its time is over before
        its delay is. How late the clock comes by takes nothing from anybody.
        """
        if self.state is not State.HELD or self.until is None:
            return None
        return self.until if self.acknowledgement or self.until <= self.available else None

    @property
    def waits_for(self) -> datetime | None:
        """When the clock must look at it: as it expires, or else as it is to be issued."""
        if self.state is not State.HELD:
            return None
        return self.expires or (None if self.acknowledgement else self.available)

    def state_at(self, now: datetime) -> State:
        """Right for a reader even before the clock has come by."""
        return State.EXPIRED if self.expires and self.expires <= now else self.state

    def claimable(self, now: datetime) -> bool:
        return self.state_at(now) is State.HELD and self.available <= now

    def claim(self, claim_uid: str, *, at: datetime, **details: Any) -> bool:
        """The contact takes it. False: this very request took it before. Taken by another it refuses."""
        if self.claim_uid is not None and self.claim_uid == claim_uid:
            return False
        match self.state_at(at):
            case State.CLAIMED:
                raise AlreadyClaimed("The award is already claimed.")
            case State.EXPIRED:
                raise Over("The award has expired.")
            case State.CANCELLED:
                raise Over("The award was cancelled.")
            case _ if at < self.available:
                raise NotYet(f"The award cannot be claimed before {self.available.isoformat()}.")
        self.claim_uid = claim_uid
        self._hand_over(at, at, details)
        return True

    def fall_due(self, *, at: datetime, **details: Any) -> bool:
        """What the clock does with it: issue it, or let it expire; False while nothing is due."""
        if self.waits_for is None or self.waits_for > at:
            return False
        if self.expires is None:
            self._hand_over(at, min(at, self._would_be_issued), details)
        else:
            self._expire(at, details)
        return True

    def cancel(self, reason: str | None, *, at: datetime, **details: Any) -> bool:
        """Nobody gets it any more. False: it was cancelled before."""
        match self.state_at(at):
            case State.CANCELLED:
                return False
            case State.CLAIMED:
                raise AlreadyClaimed("The award is already claimed: what was given is not taken back.")
            case State.EXPIRED:
                raise Over("The award has expired.")
        self._become(Deed.CANCEL, at)
        self.ended, self.reason = at, reason
        self.record("reward_cancelled", at, details)
        return True

    def take_events(self) -> list[Event]:
        taken, self.events = self.events, []
        return taken

    @property
    def _would_be_issued(self) -> datetime:
        """Had everything been told and done at once: what is imported or late is told of as old."""
        return self.available - (self.created - self.earned)

    def _hand_over(self, at: datetime, as_of: datetime, details: Mapping[str, Any]) -> None:
        """Issued and claimed in one: there is no moment between in which it could be lost."""
        self._become(Deed.ISSUE, at)
        self.issued = at
        self._become(Deed.CLAIM, at)
        self.claimed = at
        self.record("reward_issued", as_of, details)

    def _expire(self, at: datetime, details: Mapping[str, Any]) -> None:
        """As of the moment at which it did; a reward that was over before it was awarded, as of the award."""
        self.ended = max(self.expires or at, self.created)
        self._become(Deed.EXPIRE, at)
        self.record("reward_expired", self.ended, details)

    def _become(self, deed: Deed, at: datetime) -> None:
        after = TRANSITIONS.get((self.state, deed))
        if after is None:
            raise Conflict(f"An award that is {self.state} cannot {deed}.")
        self.state, self.last_updated = after, at

    def record(self, name: str, at: datetime, details: Mapping[str, Any]) -> None:
        self.events.append(
            Event(
                name=name,
                uid=event_uid(name, self.uid, 1),
                resource="award",
                subject=self.uid,
                contact=self.contact,
                occurred_at=at,
                data=self._snapshot() | dict(details),
            )
        )

    def _snapshot(self) -> dict[str, Any]:
        return {
            "achievement": self.achievement,
            "achievement_name": self.achievement_name,
            "reward": self.reward,
            "reward_name": self.reward_name,
            "reward_type": self.reward_type,
            "gives": self.gives,
            "value": f"{self.value.normalize():f}",
            "claimed": self.state is State.CLAIMED and self.acknowledgement,
            "awarded_date": self.created.isoformat(),
            "until_date": self.until.isoformat() if self.until else None,
            "retroactive": self.retroactive,
            "reason": self.reason,
        }


def award_of(issue: Issue, reward: Reward, *, at: datetime) -> Award:
    """What this reward comes to for this issue; made again it is the same award."""
    return Award(
        uid=award_uid(issue, reward.uid),
        achievement=issue.achievement,
        achievement_name=issue.name[:LONGEST_SNAPSHOT],
        contact=issue.contact,
        issue=issue.key,
        reward=reward.uid,
        reward_name=reward.name[:LONGEST_SNAPSHOT],
        reward_type=reward.reward_type,
        gives=reward.gives,
        value=reward.value,
        created=at,
        last_updated=at,
        earned=issue.earned or at,
        available=at + timedelta(minutes=reward.delay),
        acknowledgement=reward.acknowledgement,
        period=reward.period,
        point_in_time=reward.point_in_time,
        retroactive=issue.retroactive,
    )


def award_uid(issue: Issue, reward: str) -> str:
    """20 characters, as face 001's ids: they follow from the issue and the reward alone."""
    said = "|".join(("award", issue.achievement, issue.contact, issue.key, reward))
    return base64.urlsafe_b64encode(hashlib.sha256(said.encode()).digest())[:20].decode()
