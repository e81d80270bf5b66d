"""What follows an event: mails by triggers, each reader once, and poison that blocks nobody."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.events import Event
from chalicelib.domain.mail import HOLD, LEASE
from chalicelib.domain.outbox import tell
from chalicelib.store.outbox import EVENTS
from tests.asking import Club


def answer_ses(
    club: Club, *, code: str | None = None, error: Exception | None = None, times: int = 1
) -> list[str]:
    """Let SES refuse the next mails with this code, or let its answer be lost after it took them."""
    asked: list[str] = []
    events = club.house.wired.mailer._client.meta.events

    def refuse(**_: Any) -> Any:
        asked.append("asked")
        if code is None or len(asked) > times:
            return None
        status = type("Http", (), {"status_code": 400})()
        return status, {"Error": {"Code": code, "Message": code}, "ResponseMetadata": {"HTTPStatusCode": 400}}

    def lose(**_: Any) -> None:
        if error is not None and len(asked) <= times:
            raise error

    events.register_first("before-call.sesv2.SendEmail", refuse)
    events.register("after-call.sesv2.SendEmail", lose)
    return asked


def states(club: Club) -> list[tuple[str, str | None]]:
    return [(mail["state"], mail["reason"]) for mail in club.got("mail/")["results"]]


def test_a_poison_event_is_set_aside_visible_and_replayable_and_blocks_nobody(club: Club) -> None:
    table = club.house.wired.table.of(club.tenant)
    at = club.house.clock.now()
    poison = Event(
        name="no_such_event",
        uid="0" * 24,
        resource="achievement",
        subject="1" * 24,
        contact=None,
        occurred_at=at,
        data={},
    )
    table.put(EVENTS.new(club.tenant, tell(poison)))
    club.finished()

    club.house.settle()

    aside = club.got(f"event/{'0' * 24}/")
    assert (aside["state"], aside["reason"]) == (
        "set_aside",
        "LookupError: no reactions are known for no_such_event",
    )
    assert len(club.mails()) == 1
    assert club.done(f"event/{'0' * 24}/replay/")["state"] == "due"
    club.house.settle()
    assert club.got(f"event/{'0' * 24}/")["state"] == "set_aside"


@pytest.mark.parametrize(
    ("contact", "reason"),
    [
        ({}, "no e-mail address"),
        ({"email": "ada@example.org", "email_notifications": False}, "asked for no mail"),
    ],
)
def test_nobody_to_reach_is_said_in_the_outbox(club: Club, contact: dict[str, Any], reason: str) -> None:
    club.finished(contact=club.person(**contact))

    club.house.settle()

    assert club.mails() == []
    assert states(club) == [("no_recipient", reason)]


def test_the_child_and_its_guardians_each_get_one_mail(club: Club) -> None:
    parents = [club.person(first_name="Parent", email=f"parent{n}@example.org")["uri"] for n in (1, 2)]
    club.finished(contact=club.person(email="ada@example.org", guardians=parents))

    club.house.settle()

    assert sorted(address for address, _ in club.mails()) == [
        "ada@example.org",
        "parent1@example.org",
        "parent2@example.org",
    ]


def test_a_suppressed_address_gets_nothing_until_it_is_allowed_again(club: Club) -> None:
    assert club.ask("POST", "suppression/", {"email": "Ada@example.org", "reason": "bounced"}).status == 204
    club.finished()
    club.house.settle()
    [mail] = club.got("mail/?state=suppressed")["results"]
    before = club.mails()

    assert club.ask("DELETE", "suppression/ada@example.org/").status == 204
    club.done(f"mail/{mail['uid']}/resend/")
    club.house.settle()

    assert before == [] and mail["reason"] == "bounced"
    assert [address for address, _ in club.mails()] == ["ada@example.org"]


def test_a_contact_removed_before_its_mail_gets_none(club: Club) -> None:
    child = club.person(email="ada@example.org")
    club.finished(contact=child)
    assert club.ask("DELETE", f"person/{child['uid']}/").status == 204

    club.house.settle()

    assert club.mails() == []
    assert states(club) == [("erased", "the contact is gone")]


def test_a_mail_says_what_was_true_when_it_was_finished(club: Club) -> None:
    child, kind = club.person(email="ada@example.org"), club.type()
    club.finished(contact=child, kind=kind)
    club.done(f"person/{child['uid']}/", {"last_name": "Otherwise"})
    club.done(f"achievement_type/{kind['uid']}/", {"name": "Another badge"})

    club.house.settle()

    [mail] = club.house.mails()
    assert "Ada Berger" in mail.subject and "Badge 3" in mail.subject
    assert "Otherwise" not in mail.text + mail.html and "Another badge" not in mail.text + mail.html


def test_a_new_name_reaches_open_achievements_and_leaves_finished_ones(club: Club) -> None:
    child = club.person(email="ada@example.org")
    done, open_one = club.finished(contact=child), club.start(contact=child)

    club.done(f"person/{child['uid']}/", {"first_name": "Augusta"})
    club.house.settle()

    assert club.got(f"achievement/{open_one['uid']}/")["contact_name"] == "Augusta Berger"
    assert club.got(f"achievement/{done['uid']}/")["contact_name"] == "Ada Berger"


@pytest.mark.parametrize(
    "code", ["TooManyRequestsException", "LimitExceededException", "SendingPausedException"]
)
def test_what_ses_cannot_take_now_goes_out_later_once(club: Club, code: str) -> None:
    answer_ses(club, code=code, times=2)
    club.finished()

    club.house.settle()
    first = states(club)
    club.house.turn_to(club.house.clock.now() + timedelta(hours=1))

    assert first == [("due", code)]
    assert len(club.mails()) == 1
    assert states(club) == [("sent", None)]


def test_a_paused_account_is_probed_at_most_once_a_minute(club: Club) -> None:
    club.house.faults.lose_next = 1_000  # all mails are left to the sweep
    for _ in range(3):
        club.finished()
    club.house.settle()
    asked = answer_ses(club, code="SendingPausedException", times=1_000)
    start = club.house.clock.now()

    club.house.turn_to(start + timedelta(minutes=10))

    assert 1 <= len(asked) <= 10


@pytest.mark.parametrize("code", ["MessageRejected", "BadRequestException"])
def test_what_ses_will_never_take_is_not_tried_again(club: Club, code: str) -> None:
    asked = answer_ses(club, code=code, times=100)
    club.finished()

    club.house.settle()
    club.house.turn_to(club.house.clock.now() + timedelta(days=1))

    assert states(club) == [("failed_permanent", code)]
    assert len(asked) == 1


def test_a_lost_answer_leaves_a_doubt_that_ends_after_the_hold(club: Club) -> None:
    from botocore.exceptions import ReadTimeoutError

    answer_ses(club, error=ReadTimeoutError(endpoint_url="ses"), times=1)
    club.finished()

    club.house.settle()
    doubt = states(club)
    club.house.turn_to(club.house.clock.now() + HOLD - timedelta(seconds=1))
    held = len(club.mails())
    club.house.turn_to(club.house.clock.now() + LEASE + timedelta(minutes=2))

    assert doubt == [("in_doubt", "ReadTimeoutError")]
    assert held == 1
    assert states(club) == [("sent", None)]


def test_without_a_trigger_nothing_is_sent_and_the_event_is_followed(club: Club) -> None:
    club.done("triggers/", {})
    club.finished()

    club.house.settle()

    assert club.mails() == []
    assert [event["state"] for event in club.got("event/")["results"]] == ["followed"]


def test_two_templates_for_one_event_are_two_mails(club: Club) -> None:
    actions = [
        {"action": "send-templated-email", "template": name}
        for name in ("achievement_completed", "achievement_reopened")
    ]
    club.done("triggers/", {"achievement_completed": actions})
    club.finished()

    club.house.settle()

    assert len(club.mails()) == 2
