"""The flows of awards and points."""

from tests.faults import acts, rewards
from tests.faults.flow import Arrange, Flow, Request, deliver, tick

AWARD = "/award/{awardId}"
BY_ID, BY_REFERENCE = "/api/{space}/members/{memberId}", "/api/{space}/members/reference/{memberRefId}"
MEMBER, REFERRED = "/api/example/members/{uid}", "/api/example/members/reference/M-1"
CLAIMED = frozenset({400})
ISSUE, CLAIM, CANCEL = "stream: issue an award", "claim an award", "cancel an award"


def _of_a_member(name: str, method: str, end: str, path: str, again: frozenset[int]) -> list[Flow]:
    """Both ways in which a path names a member; the second runs the same code."""
    waiting = rewards.an_award(acknowledgement=True)
    return [
        Flow(
            name + suffix,
            waiting,
            Request(method, base + path, again=again).act,
            (f"{method} {route}{AWARD}{end}",),
            name if suffix else None,
        )
        for suffix, route, base in (("", BY_ID, MEMBER), (" by reference", BY_REFERENCE, REFERRED))
    ]


def _clock(name: str, *arrange: Arrange, like: str | None = None, covers: tuple[str, ...] = ()) -> Flow:
    return Flow(name, acts.all_of(*arrange), tick, covers, like)


FLOWS: tuple[Flow, ...] = (
    *_of_a_member(CLAIM, "POST", "/award", "/award/{award}/award", CLAIMED),
    *_of_a_member(CANCEL, "DELETE", "", "/award/{award}?reason=mistake", frozenset()),
    Flow(
        "give points",
        rewards.a_member,
        Request("POST", "person/{uid}/points/", 201, {"points": 2.5, "reason": "helped"}).act,
        ("POST /api/v1/{flock}/person/{uid}/points",),
    ),
    Flow(ISSUE, rewards.an_award(), deliver, ("reaction reward_issued: by_triggers", "stream AW")),
    _clock(
        "sweep: issue an award after its delay",
        rewards.an_award(delay=60),
        rewards.settled,
        rewards.waited(minutes=60),
        like=ISSUE,
    ),
    _clock("sweep: issue what the stream lost", rewards.an_award(), acts.stream_lost, like=ISSUE),
    _clock(
        "sweep: an award expires",
        rewards.an_award(acknowledgement=True, period=30),
        rewards.settled,
        rewards.waited(minutes=30),
        covers=("reaction reward_expired: by_triggers", "sweep AW"),
    ),
)
