"""Crowds on one award, one enrolment, one limit and one high five (W1, W4, E1, C09)."""

from functools import partial
from typing import Any

from chalicelib.actions import enrolments, high_fives, issuing, points, stream
from chalicelib.actions.listing import Asked
from chalicelib.domain.award_states import State
from chalicelib.domain.targets.enrolling import Wish
from chalicelib.domain.targets.refusals import AlreadyEnrolled
from chalicelib.store import progress
from tests import posting
from tests.asking import Club
from tests.awarding import given, standing, table_of
from tests.competing import Arena, counting, win
from tests.domain.targets.making import days
from tests.races.claim import CROWD, Claim, Round, statuses
from tests.targeting import TARGET, Range

FEW, LIMIT = 16, 3


def all_claim(club: Club, _: int) -> Round:
    contact = str(club.person()["uid"])
    uid = given(club, contact, acknowledgement=True)

    def one_has_it(replies: list[Any]) -> None:
        assert statuses(replies) == {200: 1, 400: CROWD - 1}
        _given_once(club, contact, uid)

    path = f"/api/example/members/{contact}/award/{uid}/award"
    return [partial(club.ask, "POST", path)] * CROWD, one_has_it


def all_issue(club: Club, _: int) -> Round:
    contact = str(club.person()["uid"])
    uid = given(club, contact)

    def it_is_given_once(_: list[Any]) -> None:
        _given_once(club, contact, uid)

    now = club.house.clock.now()
    return [partial(issuing.fall_due, table_of(club), uid, at=now)] * CROWD, it_is_given_once


def _given_once(club: Club, contact: str, award: str) -> None:
    found = points.audit(table_of(club), contact)
    assert standing(club, award).state is State.CLAIMED
    assert found.agrees and (found.kept.points, found.kept.entries) == (5, 1)


def all_enrol(club: Club, number: int) -> Round:
    range_, where = _a_target(club, number)

    def one_succeeds(fates: list[Any]) -> None:
        assert (fates.count("enrolled"), fates.count("310119")) == (1, CROWD - 1)
        kept = range_.enrolment(f"ada {number}", where[1])
        assert kept and (len(kept.spans), kept.version) == (1, 1), kept

    return [partial(_enrol, range_, where, f"request {one}") for one in range(CROWD)], one_succeeds


def enrolled_by_one_request(club: Club, number: int) -> Round:
    range_, where = _a_target(club, 10_000 + number)

    def all_are_answered(fates: list[Any]) -> None:
        assert fates == ["enrolled"] * CROWD
        assert len(range_.enrolment(f"ada {10_000 + number}", where[1]).spans) == 1

    return [partial(_enrol, range_, where, "the one request")] * CROWD, all_are_answered


def _a_target(club: Club, number: int) -> tuple[Range, tuple[str, str, str]]:
    """Of three days of which this is the first, and somebody who may enrol; few may count the same event."""
    range_, uid = Range(Arena(club)), str(int(TARGET) + number)
    range_.milestone(days(3, range_.now.date().isoformat()), uid=uid, event_name=f"sale {number}")
    range_.met(f"ada {number}")
    return range_, (range_.scheme(uid).group.uid, uid, range_.arena.contact(f"ada {number}"))


def _enrol(range_: Range, where: tuple[str, str, str], request: str) -> str:
    group, uid, contact = where
    try:
        enrolments.enrol(range_.table, group, uid, contact, Wish(), request=request, now=range_.now)
    except AlreadyEnrolled:
        return "310119"
    return "enrolled"


def each_would_complete_it(club: Club, number: int) -> Round:
    """Each of the events completes an achievement that may be had three times."""
    arena, one, reference = Arena(club), f"limit-{number}", f"bob {number}"
    often = {"scheduleType": "Repeatedly", "scheduleOccurrencesLimit": LIMIT}
    arena.live(one, counting(one, 1, **often))
    arena.told({"memberRefId": reference, "action": "nothing"})
    events = [{**win(reference, place), "action": one} for place in range(FEW)]

    def never_more_than_it_may(replies: list[Any]) -> None:
        assert set(statuses(replies)) <= {200, 409}
        for event, reply in zip(events, replies, strict=True):
            if reply.status == 409:
                arena.told(event)
        arena.house.settle()
        assert progress.issued_keys(arena.table, arena.contact(reference), one) == {"1", "2", "3"}

    return [partial(arena.tell, event) for event in events], never_more_than_it_may


def one_gives_many_high_fives(club: Club, number: int) -> Round:
    table, now, ada = table_of(club), club.house.clock.now(), str(club.person()["uid"])
    posting.fill(table, ada, [number], now)
    entry = stream.page(table, None, Asked(1, 1)).total

    def it_is_one(_: list[Any]) -> None:
        found = high_fives.users(table, entry, Asked(1, 15), now=now)
        assert ([user.uid for user in found.records], found.total) == ([ada], 1)

    return [partial(high_fives.give, table, ada, entry, now=now)] * CROWD, it_is_one


CLAIMS = (
    Claim("claim an award (W1)", all_claim),
    Claim("issue an award (W1)", all_issue, every=5),
    Claim("enrol (E1, E08)", all_enrol, every=5),
    Claim("enrol by one request (E1)", enrolled_by_one_request, every=5),
    Claim("complete what is limited (W4), 16 threads", each_would_complete_it, every=5),
    Claim("high five (C09)", one_gives_many_high_fives, every=5),
)
