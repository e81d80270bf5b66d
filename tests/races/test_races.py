"""Many at once on DynamoDB Local: one winner, no lost update, some order that explains what everybody saw."""

import random
import time
from collections import Counter
from functools import partial
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError

from sandbox.gateway import Reply
from tests.asking import Club
from tests.races.collisions import Collisions
from tests.races.conftest import ROUNDS
from tests.races.crowd import at_once
from tests.races.linearizable import LOST, Operation, linearizable
from tests.races.steps_model import REFUSED, Steps, model

pytestmark = pytest.mark.local
CROWD = 64
VERBS = ("complete_step", "uncomplete_step", "complete_all_steps", "reset_steps", "finish", "reopen")
each_round = pytest.mark.parametrize("number", range(ROUNDS))


@pytest.fixture(scope="module")
def person(club: Club) -> Any:
    return club.person()


@pytest.fixture(scope="module")
def kind(club: Club) -> Any:
    return club.type()


@each_round
def test_of_64_finishes_one_wins_and_one_event_is_told(
    club: Club, collisions: Collisions, kind: Any, person: Any, number: int
) -> None:
    one = f"achievement/{club.start(kind, person)['uid']}/"
    club.done(one + "complete_all_steps/")

    replies = at_once([partial(club.ask, "PUT", one + "finish/", role="coach")] * CROWD)

    assert Counter(reply.status for reply in replies) == {200: 1, 409: CROWD - 1}
    assert club.got(f"event/?subject={one.split('/')[1]}")["total"] == 1
    assert number < ROUNDS - 1 or collisions.seen > ROUNDS


@each_round
def test_64_coaches_tick_64_steps_and_all_are_kept(club: Club, person: Any, number: int) -> None:
    kind = club.type(name=f"Big {number}", steps=[f"Step {step}" for step in range(1, CROWD + 1)])
    one = f"achievement/{club.start(kind, person)['uid']}/"
    ticks = [
        partial(club.ask, "PUT", one + "complete_step/", {"number": step}, role="coach")
        for step in range(1, CROWD + 1)
    ]

    replies = at_once(ticks)

    assert {reply.status for reply in replies} == {200}
    assert club.got(one)["percentage"] == 100


@each_round
def test_complete_and_uncomplete_by_50_have_an_order(club: Club, kind: Any, person: Any, number: int) -> None:
    one = f"achievement/{club.start(kind, person)['uid']}/"
    asked = [("complete_step", 1), ("uncomplete_step", 1)] * 25

    history = at_once([partial(_seen, club, one, *what) for what in asked])

    assert linearizable(history, Steps(), model, end=_steps(club.got(one)))


@each_round
def test_everything_at_once_has_an_order_even_when_answers_are_lost(
    club: Club, kind: Any, person: Any, number: int
) -> None:
    one = f"achievement/{club.start(kind, person)['uid']}/"
    chance = random.Random(number)
    plans = [[_any(chance) for _ in range(5)] for _ in range(8)]

    with _Lossy(club, share=0.05, seed=number):
        seen = at_once(
            [partial(lambda plan: [_seen(club, one, *what) for what in plan], plan) for plan in plans]
        )

    history = [operation for each in seen for operation in each]
    assert linearizable(history, Steps(), model, end=_steps(club.got(one)))
    assert club.got(f"event/?subject={one.split('/')[1]}&type=achievement_completed")["total"] >= sum(
        operation.what == ("finish", 0) and isinstance(operation.answer, Steps) for operation in history
    )


@each_round
def test_complete_all_and_reset_by_50_leave_all_or_none(
    club: Club, kind: Any, person: Any, number: int
) -> None:
    one = f"achievement/{club.start(kind, person)['uid']}/"
    verbs = ["complete_all_steps/", "reset_steps/"] * 25

    replies = at_once([partial(club.ask, "PUT", one + verb) for verb in verbs])

    done = {reply.json["steps_completed"] for reply in replies if reply.status == 200}
    assert {reply.status for reply in replies} <= {200, 409}
    assert done | {club.got(one)["steps_completed"]} <= {0, 3}


@each_round
def test_50_starts_under_one_key_make_one_achievement(
    club: Club, kind: Any, person: Any, number: int
) -> None:
    refs = {"achievement_type_ref": kind["uri"], "contact_ref": person["uri"]}
    before = club.got(f"achievement/?contact={person['uid']}")["total"]
    start = partial(club.ask, "POST", "achievement/", refs, headers={"Idempotency-Key": f"start-{number}"})

    replies = at_once([start] * 50)

    made = {reply.json["uid"] for reply in [*replies, start()] if reply.status == 201}
    assert {reply.status for reply in replies} <= {201, 409}
    assert len(made) == 1
    assert club.got(f"achievement/?contact={person['uid']}")["total"] == before + 1


@each_round
def test_a_number_wished_by_64_is_given_once(club: Club, collisions: Collisions, number: int) -> None:
    wish = {"first_name": "Wish", "number": 1_000 + number}

    replies = at_once([partial(club.ask, "POST", "person/", wish)] * CROWD)

    assert Counter(reply.status for reply in replies) == {201: 1, 409: CROWD - 1}
    assert club.got(f"person/?number={1_000 + number}")["total"] == 1


def _any(chance: random.Random) -> tuple[str, int]:
    verb = chance.choice(VERBS)
    return verb, chance.randint(1, 3) if verb.endswith("_step") else 0


def _seen(club: Club, one: str, verb: str, number: int) -> Operation:
    body = {"number": number} if number else None
    asked = time.monotonic()
    reply = club.ask("PUT", f"{one}{verb}/", body)
    return Operation(asked, time.monotonic(), (verb, number), _answer(reply))


def _answer(reply: Reply) -> Any:
    if reply.status == 503 or b"keep changing" in reply.body:
        return LOST
    assert reply.status in (200, 409), reply.body
    return _steps(reply.json) if reply.status == 200 else REFUSED


def _steps(shown: Any) -> Steps:
    done = frozenset(step["number"] for step in shown["steps"] if step["completed"])
    return Steps(done, shown["finished"])


class _Lossy:
    """A share of the answers of writes is lost after they were applied."""

    def __init__(self, club: Club, *, share: float, seed: int) -> None:
        self._events = club.house.wired.table.client.meta.events
        self._share, self._chance = share, random.Random(seed)

    def __enter__(self) -> None:
        self._events.register("after-call.dynamodb", self._lose)

    def __exit__(self, *_: object) -> None:
        self._events.unregister("after-call.dynamodb", self._lose)

    def _lose(self, model: Any, **_: Any) -> None:
        if (
            model.name in ("PutItem", "UpdateItem", "TransactWriteItems")
            and self._chance.random() < self._share
        ):
            raise ReadTimeoutError(endpoint_url="https://aws.example")
