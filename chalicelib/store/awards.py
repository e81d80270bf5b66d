"""How rewards and awards are kept."""

from ..domain.award import Award
from ..domain.reward import Reward
from . import keys
from .records import Kind

REWARDS: Kind[Reward] = Kind(
    name="reward",
    model=Reward,
    key=keys.reward,
    shelved=False,
    subject=lambda reward: reward.achievement,
)

AWARDS: Kind[Award] = Kind(
    name="award",
    model=Award,
    key=keys.award,
    shelved=False,
    owner=lambda award: award.contact,
    due=lambda award: award.waits_for,
)
