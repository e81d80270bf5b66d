"""Awards as face 001 shows them."""

from datetime import datetime

from ...domain.award import Award
from ...domain.award_states import State
from ..wire import Number, Record
from .values import SeedTime


class AwardedReward(Record):
    """What of the reward the award carries; `GET /api/{space}/reward/{id}` has all of it."""

    id: str
    rewardName: str  # noqa: N815 - the seed's word
    value: Number
    rewardType: str  # noqa: N815 - the seed's word


class AwardRecord(Record):
    """A reward given to a member. `claimableFrom` to `availableUntil`: when it can be had."""

    id: str
    memberId: str  # noqa: N815 - as the seed spells
    achievementId: str  # noqa: N815
    reward: AwardedReward
    state: State
    claimed: bool
    claimable: bool
    memberAcknowledgmentRequired: bool  # noqa: N815 - the seed's word
    created: SeedTime
    claimableFrom: SeedTime  # noqa: N815
    availableUntil: SeedTime | None  # noqa: N815
    issuedAt: SeedTime | None  # noqa: N815
    claimedAt: SeedTime | None  # noqa: N815
    endedAt: SeedTime | None  # noqa: N815
    reason: str | None
    retroactive: bool


class OneAward(Record):
    """The envelope of one award."""

    data: AwardRecord


def shown(award: Award, now: datetime) -> AwardRecord:
    """As it is at this moment, whether the clock has come by or not."""
    state = award.state_at(now)
    return AwardRecord(
        id=award.uid,
        memberId=award.contact,
        achievementId=award.achievement,
        reward=AwardedReward(
            id=award.reward, rewardName=award.reward_name, value=award.value, rewardType=award.reward_type
        ),
        state=state,
        claimed=state is State.CLAIMED,
        claimable=award.acknowledgement and award.claimable(now),
        memberAcknowledgmentRequired=award.acknowledgement,
        created=award.created,
        claimableFrom=award.available,
        availableUntil=award.until,
        issuedAt=award.issued,
        claimedAt=award.claimed,
        endedAt=award.expires if state is State.EXPIRED and award.ended is None else award.ended,
        reason=award.reason,
        retroactive=award.retroactive,
    )
