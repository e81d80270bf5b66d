"""All failures that wait, replayed in one job."""

import pytest

from chalicelib.actions import replay_runs
from tests.api import failing
from tests.api.dead import a_dead_event, a_dead_mail, a_dead_record, a_poison_event, later, listed
from tests.api.refusing import refused
from tests.asking import Club
from tests.awarding import table_of
from tests.secretary import Secretary


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


def test_all_that_wait_are_replayed_by_the_sweep(club: Club) -> None:
    event, mail, record = a_dead_event(club), a_dead_mail(club), a_dead_record(club)

    begun = club.done("failure/replay/")
    club.house.settle()

    run = club.got("failure/replay/")
    assert (begun["state"], begun["replayed"], run["state"], run["replayed"]) == ("running", 0, "ended", 3)
    assert {one["uid"] for one in listed(club, "?state=replayed")} == {event, mail, record}
    assert listed(club, "?state=waiting") == []


def test_only_the_wanted_kind_is_replayed(club: Club) -> None:
    event, mail = a_dead_event(club), a_dead_mail(club)

    club.done("failure/replay/", {"kind": "mail"})
    club.house.settle()

    assert [one["uid"] for one in listed(club, "?state=waiting")] == [event]
    assert [one["uid"] for one in listed(club, "?state=replayed")] == [mail]


def test_a_replay_passes_over_what_fails_again_and_never_tries_it_twice(club: Club) -> None:
    a_poison_event(club)
    for number in range(replay_runs.STRETCH + 5):
        failing.left(table_of(club), number, at=club.house.clock.now())

    club.done("failure/replay/")
    later(club)
    club.house.settle()

    run = club.got("failure/replay/")
    assert (run["state"], run["replayed"], run["passed"]) == ("ended", replay_runs.STRETCH + 5, 1)


def test_the_same_replay_is_begun_once_and_another_is_refused_while_it_runs(club: Club) -> None:
    first = club.done("failure/replay/", {"kind": "mail"})

    assert club.done("failure/replay/", {"kind": "mail"}) == first
    refused(club, lambda: club.ask("PUT", "failure/replay/"), 409)
    club.house.settle()

    assert club.done("failure/replay/")["state"] == "running"


def test_there_is_no_replay_before_the_first(club: Club) -> None:
    refused(club, lambda: club.ask("GET", "failure/replay/"), 404)
