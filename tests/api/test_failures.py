"""What failed, as an admin sees it: one list of all kinds, each shown, each replayed."""

from datetime import timedelta

import pytest

from chalicelib.domain.mail import PATIENCE
from chalicelib.store.outbox import MAILS
from tests.api import failing
from tests.api.dead import MAKERS, a_dead_mail, a_dead_record, a_poison_event, later, listed
from tests.api.refusing import refused
from tests.api.test_event_quarantine import broken, mended
from tests.asking import Club
from tests.awarding import table_of
from tests.competing import WINS, Arena, win
from tests.secretary import Secretary


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


@pytest.mark.parametrize("kind", MAKERS)
def test_a_failure_of_each_kind_waits_in_the_list_and_is_shown_by_the_uid_of_what_failed(
    club: Club, kind: str
) -> None:
    assert listed(club) == []

    uid = MAKERS[kind](club)

    (one,) = listed(club)
    assert (one["uid"], one["kind"], one["state"]) == (uid, kind, "waiting")
    assert one["uri"] == f"/example/failure/{uid}/"
    assert one["reason"] and one["what"]
    assert club.got(f"failure/{uid}/") == one


@pytest.mark.parametrize("kind", ["event", "mail", "webhook"])
def test_the_thing_that_a_failure_names_is_the_record_itself(club: Club, kind: str) -> None:
    uid = MAKERS[kind](club)

    thing = club.got(f"failure/{uid}/")["thing"]

    assert club.got(thing.removeprefix("/example/"))["uri"] == thing


def test_an_activity_event_is_named_where_face_001_shows_it(club: Club) -> None:
    uid = a_poison_event(club)

    thing = club.got(f"failure/{uid}/")["thing"]

    assert club.got(thing)["data"]["id"] == uid


def test_all_kinds_stand_in_one_list_the_newest_first_and_are_narrowed_by_kind_and_state(club: Club) -> None:
    made = {}
    for kind in ("event", "record", "mail"):
        later(club)
        made[kind] = MAKERS[kind](club)

    club.done(f"failure/{made['record']}/replay/")

    assert [one["uid"] for one in listed(club)] == [made["mail"], made["record"], made["event"]]
    assert [one["uid"] for one in listed(club, "?kind=event")] == [made["event"]]
    assert [one["kind"] for one in listed(club, "?state=waiting")] == ["mail", "event"]
    assert [one["kind"] for one in listed(club, "?state=replayed")] == ["record"]
    assert listed(club, "?state=replayed&kind=mail") == []
    refused(club, lambda: club.ask("GET", "failure/?kind=import"), 422)


def test_a_long_list_is_walked_page_by_page_and_told_how_long_it_is(club: Club) -> None:
    now = club.house.clock.now()
    wanted = [
        failing.left(table_of(club), number, at=now + timedelta(seconds=number)).uid for number in range(7)
    ]

    page = club.got("failure/?page_size=3")
    found, pages = [*page["results"]], 1
    while page["links"]["next"]:
        page = club.got(page["links"]["next"].partition("/api/v1/example/")[2])
        found, pages = found + page["results"], pages + 1

    assert [one["uid"] for one in found] == wanted[::-1]
    assert (page["total"], pages) == (7, 3)
    assert [one["uid"] for one in listed(club, "?page_size=3&page=3")] == wanted[:1]


@pytest.mark.parametrize("kind", ["event", "mail", "webhook"])
def test_what_is_replayed_goes_on_as_if_its_own_call_had_asked(club: Club, kind: str) -> None:
    uid = MAKERS[kind](club)
    club.house.inbox.answer = lambda _: 200
    mails = len(club.mails())

    replayed = club.done(f"failure/{uid}/replay/")
    later(club, 2)
    club.house.settle()

    ends = {"event": "followed", "mail": "sent", "webhook": "delivered"}
    thing = club.got(replayed["thing"].removeprefix("/example/"))
    assert (replayed["state"], thing["state"]) == ("replayed", ends[kind])
    assert len(club.mails()) == mails + (kind != "webhook")
    assert [one["uid"] for one in listed(club, "?state=replayed")] == [uid]


def test_an_activity_event_is_counted_at_once_when_its_cause_is_mended_and_waits_on_when_not(
    club: Club,
) -> None:
    arena = Arena(club)
    one = arena.live("ten-wins", WINS)
    broken(arena, one)
    arena.told(win("ada", 1))
    (aside,) = listed(club)

    too_early = club.done(f"failure/{aside['uid']}/replay/")
    mended(arena, one)
    replayed = club.done(f"failure/{aside['uid']}/replay/")

    assert (too_early["state"], replayed["state"]) == ("waiting", "replayed")
    assert arena.count(one, "ada") == 1


def test_an_event_whose_item_cannot_be_read_stays_set_aside_with_that_reason(club: Club) -> None:
    uid = a_poison_event(club)
    (item,) = (item for item in club.items() if item["sk"]["S"].startswith("AE#"))
    club.house.wired.table.client.put_item(
        TableName=club.house.settings.table, Item={**item, "t": {"S": "no time"}}
    )

    replayed = club.done(f"failure/{uid}/replay/")

    assert (replayed["state"], replayed["reason"].partition(":")[0]) == ("waiting", "ValueError")


def test_what_does_not_wait_is_not_replayed(club: Club) -> None:
    uid = a_dead_mail(club)
    club.done(f"failure/{uid}/replay/")

    refused(club, lambda: club.ask("PUT", f"failure/{uid}/replay/"), 409)


def test_what_never_failed_or_is_not_there_is_no_failure(club: Club) -> None:
    club.finished()
    club.house.settle()
    (mail,) = club.got("mail/")["results"]

    for uid in (mail["uid"], "0" * 24, "nothing"):
        refused(club, lambda uid=uid: club.ask("GET", f"failure/{uid}/"), 404)
        refused(club, lambda uid=uid: club.ask("PUT", f"failure/{uid}/replay/"), 404)


def test_what_fails_again_is_new_again(club: Club) -> None:
    first, second = a_dead_mail(club), a_dead_record(club)
    club.done(f"failure/{first}/replay/")
    later(club)

    kept = MAILS.load(table_of(club), first)
    kept.claim(at=club.house.clock.now())
    kept.fail("MessageRejected", at=club.house.clock.now())
    table_of(club).put(MAILS.changed(club.tenant, kept))

    assert [(one["uid"], one["state"]) for one in listed(club)] == [(first, "waiting"), (second, "waiting")]
    assert listed(club)[0]["reason"] == "MessageRejected"


def test_a_mail_that_ses_refuses_for_days_gets_into_the_list_by_itself(club: Club) -> None:
    club.house.engine.post_office.throttle_next = 10_000
    club.finished()

    club.house.turn_to(club.house.clock.now() + PATIENCE + timedelta(hours=2))

    (one,) = listed(club)
    assert (one["kind"], one["reason"]) == ("mail", "given up: TooManyRequestsException")
    assert one["tries"] > 10


def test_nobody_sees_or_replays_the_failures_of_another_tenant(club: Club) -> None:
    uid = a_dead_mail(club)

    for method, path in (("GET", ""), ("GET", f"{uid}/"), ("PUT", f"{uid}/replay/"), ("PUT", "replay/")):
        assert club.ask(method, f"/api/v1/other/failure/{path}").status == 404
    own = club.ask("GET", "/api/v1/other/failure/", role="other")

    assert (own.status, own.json["results"]) == (200, [])
    assert club.ask("GET", f"/api/v1/other/failure/{uid}/", role="other").status == 404
