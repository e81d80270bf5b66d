"""What is followed late, out of order, or beside what cannot be done now: the end is the same (R8, R9)."""

from collections import Counter
from typing import Any
from unittest.mock import patch

import pytest

from chalicelib.listeners import schedule
from chalicelib.messaging.email import Mailer, Paused
from chalicelib.reactions import book
from chalicelib.store.table import Unavailable
from tests.asking import Club
from tests.secretary import Secretary
from tests.silence import Silence


def follow(club: Club, event: Any) -> None:
    wired = club.house.wired
    book.follow(
        wired.table.of(club.tenant),
        event["uid"],
        now=club.house.clock.now(),
        templates=wired.mail_templates,
        base_url=wired.settings.base_url,
    )


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (1, 0, 1)])
def test_renames_followed_in_any_order_leave_the_last_name(club: Club, order: tuple[int, ...]) -> None:
    person = club.person(first_name="Ada")
    uid = club.start(contact=person)["uid"]
    for name in ("Adele", "Adelheid"):
        club.done(f"person/{person['uid']}/", {"first_name": name})
    told = club.got("event/?type=contact_renamed")["results"]
    renames = sorted(told, key=lambda event: str(event["data"]["contact_name"]))  # as they were made

    for place in order:
        follow(club, renames[place])

    assert club.got(f"achievement/{uid}/")["contact_name"] == "Adelheid Berger"
    assert {event["state"] for event in club.got("event/")["results"]} == {"followed"}


def test_a_contact_renamed_while_its_rename_is_followed_is_followed_again(club: Club) -> None:
    person = club.person(first_name="Ada")
    uid = club.start(contact=person)["uid"]
    club.done(f"person/{person['uid']}/", {"first_name": "Adele"})
    events = club.house.wired.table.client.meta.events

    def overtake(**_: Any) -> None:
        events.unregister("before-call.dynamodb.Query", overtake)
        club.done(f"person/{person['uid']}/", {"first_name": "Adelheid"})
        follow(club, club.got("event/?type=contact_renamed")["results"][1])

    events.register("before-call.dynamodb.Query", overtake)
    follow(club, club.got("event/?type=contact_renamed")["results"][0])
    club.house.turn_to(club.house.clock.now().replace(hour=13))

    assert club.got(f"achievement/{uid}/")["contact_name"] == "Adelheid Berger"
    assert {event["state"] for event in club.got("event/")["results"]} == {"followed"}


def test_a_removed_achievement_does_not_keep_the_others_from_the_new_name(club: Club) -> None:
    person = club.person(first_name="Ada")
    gone, kept = club.start(contact=person)["uid"], club.start(contact=person)["uid"]
    assert club.ask("DELETE", f"achievement/{gone}/").status == 204
    club.done(f"person/{person['uid']}/", {"first_name": "Adele"})

    club.house.settle()

    assert club.got(f"achievement/{kept}/")["contact_name"] == "Adele Berger"
    assert {event["state"] for event in club.got("event/")["results"]} == {"followed"}


def test_two_triggers_that_come_to_one_template_write_one_mail(club: Club) -> None:
    action = {"action": "send-templated-email", "template": "achievement_completed"}
    club.done("triggers/", {"achievement_completed": [action, action]})
    club.finished()

    club.house.settle()

    assert len(club.mails()) == 1
    assert club.got("event/")["results"][0]["state"] == "followed"


def test_mails_that_must_wait_do_not_stand_before_events_in_the_sweep(office: Secretary) -> None:
    club = _with_a_dozen_finishes_that_the_stream_lost(office)
    with patch.object(schedule, "PAGE", 1), _paused(club):
        club.house.sweep()
        assert len(club.got("mail/?state=open")["results"]) == 12
        club.house.clock.turn_to(club.house.clock.now().replace(minute=7))
        _finish_a_dozen_that_the_stream_loses(club, minute=9)

        club.house.sweep()

    assert _states(club) == {"followed": 24}
    assert club.mails() == []


@pytest.mark.parametrize("call", ["Query", "GetItem"])
def test_what_the_table_does_not_answer_keeps_nothing_else_that_is_due_waiting(
    office: Secretary, call: str
) -> None:
    club = _with_a_dozen_finishes_that_the_stream_lost(office)

    Silence(club, call).next = 1
    tally = club.house.sweep()

    assert tally["failed"] == 1, "it is told that something is due still"
    assert _states(club)["followed"] >= 11


@pytest.mark.parametrize("call", ["Query", "GetItem"])
def test_a_sweep_fails_aloud_where_the_table_is_away(office: Secretary, call: str) -> None:
    club = _with_a_dozen_finishes_that_the_stream_lost(office)

    silence = Silence(club, call)
    silence.next = 10**9
    with pytest.raises(Unavailable):
        club.house.sweep()
    silence.next = 0
    club.house.sweep()

    assert _states(club) == {"followed": 12}


def _with_a_dozen_finishes_that_the_stream_lost(office: Secretary) -> Club:
    """So many that they are not all in one shard of what is due."""
    club = office.club
    club.house.faults.lose_next = 10_000
    _finish_a_dozen_that_the_stream_loses(club, minute=5)
    return club


def _finish_a_dozen_that_the_stream_loses(club: Club, minute: int) -> None:
    kind, person = club.type(), club.person(email="ada@example.org")
    for _ in range(12):
        club.finished(kind=kind, contact=person)
    club.house.pump.drain()
    club.house.clock.turn_to(club.house.clock.now().replace(minute=minute))


def _states(club: Club) -> Counter[str]:
    return Counter(event["state"] for event in club.got("event/")["results"])


def _paused(club: Club) -> Any:
    """SES takes nothing from this account."""
    return patch.object(Mailer, "send", side_effect=Paused("SendingPausedException"))
