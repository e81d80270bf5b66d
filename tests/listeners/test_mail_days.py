"""A tenant's day has room for so many mails; what is over waits for the next, and none is lost."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from chalicelib.actions import tenants
from chalicelib.domain.mail import PATIENCE, SPREAD
from chalicelib.store import brake_keys
from sandbox import residents
from tests.asking import Club
from tests.listeners.test_following import answer_ses

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
NEXT_DAY = datetime(2026, 11, 22, tzinfo=UTC)
MOST = 2
TODAY = date(2026, 11, 21)


def limited(club: Club, most: int = MOST, **more: Any) -> None:
    table = club.house.wired.table.of(club.tenant)
    tenants.change(table, {"mails_per_day": most, **more}, at=club.house.clock.now())


def wanted(club: Club, *addresses: str) -> None:
    """As many mails as there are addresses, told by the stream."""
    kind = club.type()
    for address in addresses:
        club.finished(kind=kind, contact=club.person(email=address))
    club.house.settle()


def counted(club: Club, day: date = TODAY) -> int:
    found = club.house.wired.table.get(brake_keys.mails_of_day(club.tenant, day))
    return int(found["n"]) if found else 0


def waiting(club: Club) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = club.got("mail/?state=open")["results"]
    return listed


def test_what_is_over_the_limit_of_a_day_waits_and_says_why(club: Club) -> None:
    limited(club)

    wanted(club, "a@example.org", "b@example.org", "c@example.org")

    (held,) = waiting(club)
    assert len(club.mails()) == MOST
    assert (held["to"], held["state"], held["attempts"]) == ("c@example.org", "due", 0)
    assert held["reason"] == "held: the tenant's limit of 2 mails for 2026-11-21 is reached"


def test_what_waited_goes_out_on_the_next_day_and_counts_there(club: Club) -> None:
    limited(club)
    wanted(club, "a@example.org", "b@example.org", "c@example.org")

    club.house.turn_to(NEXT_DAY - timedelta(minutes=1))
    before = len(club.mails())
    club.house.turn_to(NEXT_DAY + SPREAD)

    assert (before, len(club.mails())) == (MOST, MOST + 1)
    assert waiting(club) == []
    assert (counted(club), counted(club, NEXT_DAY.date())) == (MOST, 1)


def test_of_many_days_work_none_is_lost_and_no_day_has_more_than_its_limit(club: Club) -> None:
    limited(club)
    everybody = [f"{n}@example.org" for n in range(9)]

    wanted(club, *everybody)
    by_day = []
    for days in range(5):
        club.house.turn_to(NEXT_DAY + timedelta(days=days) - timedelta(minutes=1))
        by_day.append(len(club.mails()))

    assert by_day == [2, 4, 6, 8, 9]
    assert sorted(to for to, _ in club.mails()) == everybody


def test_a_held_mail_is_not_looked_at_again_until_its_day(club: Club) -> None:
    limited(club, 0)
    wanted(club, "a@example.org")

    ran = club.house.turn_to(NEXT_DAY - timedelta(minutes=1))

    assert ran.ran == {"sweep": 1}
    assert club.got(f"mail/{waiting(club)[0]['uid']}/")["last_updated"] == "2026-11-21T12:00:00"


def test_the_day_is_the_tenants_own(club: Club) -> None:
    limited(club, 1, timezone="Pacific/Auckland")
    wanted(club, "a@example.org", "b@example.org")

    club.house.turn_to(datetime(2026, 11, 22, 11, 0, tzinfo=UTC) + SPREAD)

    assert len(club.mails()) == 2
    assert counted(club, date(2026, 11, 22)) == counted(club, date(2026, 11, 23)) == 1


def test_another_tenants_limit_is_nobody_elses(club: Club) -> None:
    limited(club, 0)
    others = Club(club.house, club.residents, residents.OTHER)
    others.keys |= dict.fromkeys(("admin", "coach"), club.keys["other"])

    wanted(others, "a@example.org")

    assert len(club.mails()) == 1


def test_a_mail_that_ses_did_not_take_counts_once_and_is_tried_again_though_the_day_is_full(
    club: Club,
) -> None:
    limited(club, 1)
    answer_ses(club, code="TooManyRequestsException")
    wanted(club, "a@example.org")

    club.house.turn_to(NOON + timedelta(hours=1))

    assert (len(club.mails()), counted(club)) == (1, 1)


def test_what_is_not_sent_is_not_counted(club: Club) -> None:
    club.ask("POST", "suppression/", {"email": "a@example.org"})

    wanted(club, "a@example.org")

    assert (club.mails(), counted(club)) == ([], 0)


def test_days_of_waiting_cost_a_mail_no_patience(club: Club) -> None:
    limited(club, 0)
    wanted(club, "a@example.org")
    club.house.turn_to(NOON + PATIENCE + timedelta(days=1))
    limited(club, 1)
    answer_ses(club, code="TooManyRequestsException")

    club.house.turn_to(NOON + PATIENCE + timedelta(days=3))

    assert len(club.mails()) == 1


def test_a_limit_that_is_raised_holds_from_the_next_mail_on(club: Club) -> None:
    limited(club, 1)
    wanted(club, "a@example.org", "b@example.org")

    limited(club, 2)
    wanted(club, "c@example.org")

    assert [to for to, _ in club.mails()] == ["a@example.org", "c@example.org"]
