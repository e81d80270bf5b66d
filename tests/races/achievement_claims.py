"""Crowds on one achievement, on one wish for a number, and on one Idempotency-Key."""

from functools import partial
from typing import Any

from tests.asking import Club
from tests.races.claim import CROWD, HALF, Claim, Round, statuses
from tests.races.histories import seen, steps_of
from tests.races.linearizable import linearizable
from tests.races.steps_model import Steps, model


def _started(club: Club, *done: int) -> str:
    one = f"achievement/{club.start()['uid']}/"
    for number in done:
        club.done(one + "complete_step/", {"number": number})
    return one


def _events(club: Club, one: str) -> int:
    total: int = club.got(f"event/?subject={one.split('/')[1]}")["total"]
    return total


def _finish(club: Club, one: str) -> Any:
    return partial(club.ask, "PUT", one + "finish/", role="coach")


def all_finish(club: Club, _: int) -> Round:
    one = _started(club, 1, 2, 3)

    def one_wins(replies: list[Any]) -> None:
        assert statuses(replies) == {200: 1, 409: CROWD - 1}
        assert _events(club, one) == 1

    return [_finish(club, one)] * CROWD, one_wins


def finished_with_the_last_step(club: Club, _: int) -> Round:
    one = _started(club, 1, 2)
    tick = partial(club.ask, "PUT", one + "complete_step/", {"number": 3})

    def finished_once_or_not_yet(replies: list[Any]) -> None:
        finishes, ticks = statuses(replies[::2]), statuses(replies[1::2])
        assert finishes[200] <= 1 and finishes[200] + finishes[409] == HALF
        assert ticks[200] >= 1 and ticks[200] + ticks[409] == HALF
        shown = club.got(one)
        assert (shown["steps_completed"], shown["finished"]) == (3, finishes[200] == 1)
        assert _events(club, one) == finishes[200]

    return [_finish(club, one), tick] * HALF, finished_once_or_not_yet


def each_ticks_a_step(club: Club, number: int) -> Round:
    kind = club.type(name=f"Big {number}", steps=[f"Step {step}" for step in range(1, CROWD + 1)])
    one = f"achievement/{club.start(kind)['uid']}/"

    def all_are_kept(replies: list[Any]) -> None:
        assert statuses(replies) == {200: CROWD}
        assert club.got(one)["percentage"] == 100

    ticks = [{"number": step} for step in range(1, CROWD + 1)]
    return [partial(club.ask, "PUT", one + "complete_step/", tick) for tick in ticks], all_are_kept


def ticked_and_unticked(club: Club, _: int) -> Round:
    one = _started(club)

    def they_have_an_order(history: list[Any]) -> None:
        assert linearizable(history, Steps(), model, end=steps_of(club.got(one)))

    asked = [("complete_step", 1), ("uncomplete_step", 1)] * HALF
    return [partial(seen, club, one, *what) for what in asked], they_have_an_order


def completed_and_reset(club: Club, _: int) -> Round:
    one = _started(club)

    def all_or_none(replies: list[Any]) -> None:
        done = {reply.json["steps_completed"] for reply in replies if reply.status == 200}
        assert set(statuses(replies)) <= {200, 409}
        assert done | {club.got(one)["steps_completed"]} <= {0, 3}

    verbs = ["complete_all_steps/", "reset_steps/"] * HALF
    return [partial(club.ask, "PUT", one + verb) for verb in verbs], all_or_none


def started_under_one_key(club: Club, number: int) -> Round:
    person = club.person()
    refs = {"achievement_type_ref": club.type()["uri"], "contact_ref": person["uri"]}
    start = partial(club.ask, "POST", "achievement/", refs, headers={"Idempotency-Key": f"start-{number}"})

    def one_is_made(replies: list[Any]) -> None:
        made = {reply.json["uid"] for reply in [*replies, start()] if reply.status == 201}
        assert set(statuses(replies)) <= {201, 409}
        assert len(made) == 1
        assert club.got(f"achievement/?contact={person['uid']}")["total"] == 1

    return [start] * CROWD, one_is_made


def one_number_wished_by_all(club: Club, number: int) -> Round:
    wish = {"first_name": "Wish", "number": 100_000 + number}

    def given_once(replies: list[Any]) -> None:
        assert statuses(replies) == {201: 1, 409: CROWD - 1}
        assert club.got(f"person/?number={wish['number']}")["total"] == 1

    return [partial(club.ask, "POST", "person/", wish)] * CROWD, given_once


CLAIMS = (
    Claim("complete / uncomplete a step (A16)", ticked_and_unticked),
    Claim("complete all / reset (A17)", completed_and_reset),
    Claim("finish / the last step (A18)", finished_with_the_last_step, every=5),
    Claim("finish (A19)", all_finish),
    Claim("a step each", each_ticks_a_step, every=5),
    Claim("start under one key (I1)", started_under_one_key),
    Claim("wish for a number", one_number_wished_by_all, every=5),
)
