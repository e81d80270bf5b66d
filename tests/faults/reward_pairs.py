"""Two operations on the same awards or points at once, in every order of their AWS calls (W1 to W5)."""

from collections import Counter
from datetime import timedelta

from chalicelib.actions import claiming, issuing
from chalicelib.domain.refusals import Refusal
from chalicelib.store.contacts import CONTACTS
from tests.awarding import table_of
from tests.faults import rewards
from tests.faults.pairing import Pair, asks, statuses, sweeps, unharmed
from tests.faults.schedules import Operation, Played
from tests.faults.stage import Item, Stage

ONE = "/api/example/members/{uid}/award/{award}"
CLAIM = asks("POST", f"{ONE}/award")
CANCEL = asks("DELETE", ONE)
GIVE = asks("POST", "person/{uid}/points/", {"points": 2.5, "reason": "helped"})


def awards(items: list[Item]) -> list[str]:
    return [item["state"] for item in items if item["sk"] == "AW"]


def points(items: list[Item]) -> list[object]:
    return [item["points"] for item in items if item["sk"] == "PT"]


def issues(stage: Stage) -> None:
    issuing.fall_due(table_of(stage.club), stage.notes["award"], at=stage.house.clock.now())


def expires(stage: Stage) -> None:
    """By a clock that is ahead: for it the period is over, for the one who claims it is not yet."""
    ahead = stage.house.clock.now() + timedelta(seconds=3)
    issuing.fall_due(table_of(stage.club), stage.notes["award"], at=ahead)


def claimed_by(name: str) -> Operation:
    """Beside the API, whose requests all have the one stage's ids."""

    def claims(stage: Stage) -> int:
        try:
            claiming.claim(
                table_of(stage.club),
                CONTACTS.load(table_of(stage.club), stage.notes["uid"]),
                stage.notes["award"],
                name,
                at=stage.house.clock.now(),
            )
        except Refusal:
            return 400
        return 200

    return claims


def one_claims(played: Played, items: list[Item]) -> None:
    statuses((200, 400), (400, 200))(played, items)
    assert awards(items) == ["Claimed"] and points(items) == [5]


def both_of_the_same_request(played: Played, items: list[Item]) -> None:
    statuses((200, 200))(played, items)
    assert points(items) == [5]


def issued_once(played: Played, items: list[Item]) -> None:
    unharmed(played, items)
    assert awards(items) == ["Claimed"] and points(items) == [5]


def claimed_or_expired(played: Played, items: list[Item]) -> None:
    """Whoever is first; who claimed has it, and nobody else."""
    assert played.results["A"] in (200, 403)
    won = played.results["A"] == 200
    assert awards(items) == ["Claimed" if won else "Expired"] and points(items) == ([5] if won else [])


def claimed_or_cancelled(played: Played, items: list[Item]) -> None:
    statuses((200, 400), (403, 200))(played, items)
    won = played.results["A"] == 200
    assert awards(items) == ["Claimed" if won else "Cancelled"] and points(items) == ([5] if won else [])


def issued_or_cancelled(played: Played, items: list[Item]) -> None:
    assert played.results["B"] in (200, 400)
    assert awards(items) == ["Cancelled" if played.results["B"] == 200 else "Claimed"]
    assert points(items) == ([] if played.results["B"] == 200 else [5])


def both_are_counted(played: Played, items: list[Item]) -> None:
    statuses((200, 200))(played, items)
    assert Counter(awards(items)) == {"Claimed": 2} and points(items) == [10]


def given_and_claimed(played: Played, items: list[Item]) -> None:
    statuses((201, 200))(played, items)
    assert [str(sum_) for sum_ in points(items)] == ["7.5"]


def soon_over(stage: Stage) -> None:
    rewards.an_award(acknowledgement=True, period=30)(stage)
    stage.wait(minutes=29, seconds=58)


WAITING = rewards.an_award(acknowledgement=True)
PAIRS = (
    Pair("claim / claim", WAITING, claimed_by("one"), claimed_by("two"), one_claims, many=True),
    Pair(
        "claim / the same claim",
        WAITING,
        claimed_by("one"),
        claimed_by("one"),
        both_of_the_same_request,
        slow=True,
    ),
    Pair(
        "claim / claim another",
        rewards.two_awards,
        CLAIM,
        asks("POST", ONE.replace("award}", "other}") + "/award"),
        both_are_counted,
        slow=True,
    ),
    Pair("claim / expire", soon_over, CLAIM, expires, claimed_or_expired, slow=True),
    Pair("claim / cancel", WAITING, CLAIM, CANCEL, claimed_or_cancelled, slow=True),
    Pair("issue / issue", rewards.an_award(), issues, issues, issued_once, many=True),
    Pair("issue / sweep", rewards.an_award(), issues, sweeps, issued_once, slow=True),
    Pair("issue / cancel", rewards.an_award(), issues, CANCEL, issued_or_cancelled, slow=True),
    Pair("give points / claim", WAITING, GIVE, CLAIM, given_and_claimed, slow=True),
)
