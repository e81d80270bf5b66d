"""The flows of badges, points and levels."""

from tests.faults import acts, levels
from tests.faults.flow import Arrange, Flow, deliver, tick

BADGE = "stream: an issue earns a badge"
ISSUED, TOLD = "reaction achievement_issued: ", "by_triggers"


def _stream(name: str, *arrange: Arrange, covers: tuple[str, ...], like: str | None = None) -> Flow:
    return Flow(name, acts.all_of(levels.mails_wanted, *arrange), deliver, covers, like)


FLOWS: tuple[Flow, ...] = (
    _stream(
        BADGE,
        levels.an_earned_badge,
        covers=(
            f"{ISSUED}score_issue",
            f"{ISSUED}{TOLD}",
            f"reaction new_badge: {TOLD}",
            f"reaction new_level: {TOLD}",
        ),
    ),
    _stream("stream: an issue gives points", levels.an_earned_achievement, covers=(), like=BADGE),
    _stream(
        "stream: a finish gives points",
        levels.a_finish,
        covers=("reaction achievement_completed: score_finish",),
    ),
    _stream(
        "stream: a first place is told",
        levels.a_first_place,
        covers=(f"reaction new_rank: {TOLD}",),
        like=BADGE,
    ),
    Flow(
        "sweep: a badge whose issue the stream lost",
        acts.all_of(levels.an_earned_badge, acts.stream_lost),
        tick,
        like=BADGE,
    ),
)
