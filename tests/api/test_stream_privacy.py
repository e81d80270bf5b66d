"""Who may not be shown does not stand in the social stream, nor among those who gave a high five."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.actions import high_fives, showing
from chalicelib.actions.listing import Asked
from chalicelib.domain.refusals import NotFound
from chalicelib.store import game_keys, keys, privacy, stream
from chalicelib.store.writes import Put
from tests import allowing
from tests import posting as posts
from tests.asking import Club
from tests.awarding import table_of
from tests.posting import numbers, walk
from tests.secretary import Secretary


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


@pytest.fixture
def ada(club: Club) -> str:
    return str(club.person(email="ada@example.org")["uid"])


@pytest.fixture
def ben(club: Club) -> str:
    return str(club.person(first_name="Ben", last_name="Ciaran")["uid"])


def filled(club: Club, contact: str, many: range) -> None:
    posts.fill(table_of(club), contact, many, club.house.clock.now())


def fans(club: Club, number: int) -> Any:
    return high_fives.users(table_of(club), number, Asked(1, 15), now=club.house.clock.now())


def change(club: Club, contact: str, **fields: Any) -> None:
    club.done(f"person/{contact}/", fields)
    club.house.settle()


def set_policy(club: Club, hidden: str) -> None:
    table = table_of(club)
    settings = Put(keys.game(club.tenant), {"hidden": hidden, "version": 1}, None)
    table.transact([settings, privacy.begin_run(club.tenant, at=club.house.clock.now())])
    club.house.sweep()


def names(club: Club) -> list[tuple[int, str | None, str | None]]:
    users = [(one.entry.number, one.entry.user) for one in walk(table_of(club))]
    return [(number, user.first_name, user.last_name) for number, user in users if user]


def test_who_opts_out_disappears_and_its_entries_keep_their_places(club: Club, ada: str, ben: str) -> None:
    filled(club, ada, range(3))
    filled(club, ben, range(3, 5))
    filled(club, ada, range(5, 6))

    change(club, ada, public_profile=False)

    assert numbers(walk(table_of(club))) == [5, 4]
    assert club.tenant and "ada@example.org" not in str([i for i in club.items() if i["sk"]["S"][:2] == "F#"])
    with pytest.raises(NotFound):
        fans(club, 1)

    change(club, ada, public_profile=True)

    assert numbers(walk(table_of(club))) == [6, 5, 4, 3, 2, 1]


def test_a_new_picture_or_name_is_seen_on_every_entry(club: Club, ada: str) -> None:
    filled(club, ada, range(2))

    change(club, ada, profile_picture="https://example.org/new.png")
    change(club, ada, last_name="Lovelace")

    users = [one.entry.user for one in walk(table_of(club))]
    assert {(user.last_name, user.profile_picture) for user in users if user} == {
        ("Lovelace", "https://example.org/new.png")
    }


def test_a_contact_that_is_removed_leaves_nothing_of_it_in_the_stream(club: Club, ada: str, ben: str) -> None:
    filled(club, ada, range(2))
    filled(club, ben, range(2, 3))
    high_fives.give(table_of(club), ada, 3, now=club.house.clock.now())

    club.ask("DELETE", f"person/{ada}/")
    club.house.settle()

    assert numbers(walk(table_of(club))) == [3]
    assert (fans(club, 3).total, fans(club, 3).records) == (0, [])
    kept = [item for item in club.items() if item["sk"]["S"][:2] == "F#"]
    assert "ada@example.org" not in str(kept) and "Berger" not in str(kept)


def test_a_hidden_contact_s_high_five_is_its_own_secret_until_it_is_shown(
    club: Club, ada: str, ben: str
) -> None:
    filled(club, ben, range(1))
    change(club, ada, public_profile=False)

    high_fives.give(table_of(club), ada, 1, now=club.house.clock.now())

    assert (fans(club, 1).total, fans(club, 1).records) == (0, [])
    assert walk(table_of(club), ada)[0].high_fived
    change(club, ada, public_profile=True)
    assert [user.uid for user in fans(club, 1).records] == [ada]
    change(club, ada, guardians=[f"/{club.tenant}/person/{ben}/"])
    assert (fans(club, 1).total, fans(club, 1).records) == (0, [])
    assert walk(table_of(club), ada)[0].high_fived


def test_one_taken_back_while_its_giver_is_brought_back_stays_taken_back(
    club: Club, ada: str, ben: str
) -> None:
    filled(club, ben, range(1))
    high_fives.give(table_of(club), ada, 1, now=club.house.clock.now())
    change(club, ada, public_profile=False)
    (item,) = [one for one in table_items(club, ada) if one["sk"].startswith("HF#")]
    high_fives.take(table_of(club), ada, 1)

    showing._move(table_of(club), item, True)

    assert [one for one in table_items(club, ada) if one["sk"].startswith("HF#")] == []


def table_items(club: Club, contact: str) -> list[Any]:
    return list(stream.all_given(table_of(club), contact))


def test_a_child_enters_the_stream_from_its_18th_birthday_on(club: Club) -> None:
    born = "2008-11-25"
    child = str(club.person(date_of_birth=born)["uid"])
    adult = str(club.person(date_of_birth="1980-01-01")["uid"])
    filled(club, child, range(1))
    filled(club, adult, range(1, 2))
    assert numbers(walk(table_of(club))) == [1]
    high_fives.give(table_of(club), child, 1, now=club.house.clock.now())

    club.house.turn_to(datetime(2026, 11, 25, 11, 59, tzinfo=UTC))
    assert fans(club, 1).total == 0
    club.house.turn_to(datetime(2026, 11, 25, 12, 2, tzinfo=UTC))

    assert [user.uid for user in fans(club, 1).records] == [child]
    due = [item for item in club.items() if item["sk"]["S"] == "C" and "dpk" in item]
    assert due == []
    told = club.got(f"event/?subject={child}")["results"]
    assert [one["type"] for one in told] == ["profile_changed"]


def test_under_the_policy_of_initials_a_child_is_two_letters(club: Club, ada: str) -> None:
    set_policy(club, "initials")
    child = str(
        club.person(first_name="Kim", last_name="Ito", email="k@x.org", date_of_birth="2015-01-01")["uid"]
    )

    filled(club, child, range(1))
    high_fives.give(table_of(club), child, 1, now=club.house.clock.now())

    assert names(club) == [(1, "K.", "I.")]
    (user,) = fans(club, 1).records
    assert (user.first_name, user.last_name, user.email) == ("K.", "I.", None)


def test_a_change_of_policy_reaches_everybody_that_it_is_about(club: Club, ada: str, ben: str) -> None:
    set_policy(club, "initials")
    change(club, ada, public_profile=False)
    filled(club, ada, range(2))
    filled(club, ben, range(2, 3))
    high_fives.give(table_of(club), ada, 3, now=club.house.clock.now())
    assert names(club) == [(3, "Ben", "Ciaran"), (2, "A.", "B."), (1, "A.", "B.")]

    set_policy(club, "hide")
    assert names(club) == [(3, "Ben", "Ciaran")]
    assert fans(club, 3).total == 0

    set_policy(club, "initials")
    assert names(club) == [(3, "Ben", "Ciaran"), (2, "A.", "B."), (1, "A.", "B.")]
    assert [user.first_name for user in fans(club, 3).records] == ["A."]
    assert table_of(club).get(keys_of_the_run(club)) is None


def keys_of_the_run(club: Club) -> Any:
    return game_keys.privacy_run(club.tenant)


def meanwhile(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, act: Callable[[], object]) -> None:
    """Something happens once, right before the function writes."""
    write = getattr(module, name)

    def overtaken(*said: Any) -> Any:
        monkeypatch.setattr(module, name, write)
        with allowing.working(None):  # somebody else's act, in the middle of this function's
            act()
        return write(*said)

    monkeypatch.setattr(module, name, overtaken)


def test_a_contact_that_changes_while_the_policy_is_followed_is_shown_as_it_is_now(
    club: Club, ada: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(club, ada, range(1))
    change(club, ada, public_profile=False)
    meanwhile(monkeypatch, stream, "entered", lambda: change(club, ada, last_name="Lovelace"))

    set_policy(club, "initials")

    assert names(club) == [(1, "A.", "L.")]


def test_a_policy_that_changes_while_a_contact_is_followed_holds(
    club: Club, ada: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_policy(club, "initials")
    filled(club, ada, range(1))
    meanwhile(monkeypatch, stream, "entered", lambda: set_policy(club, "hide"))

    change(club, ada, public_profile=False)
    club.house.turn_to(club.house.clock.now().replace(hour=13))

    assert names(club) == []


def test_a_run_that_is_overtaken_by_a_newer_policy_begins_anew(club: Club, ada: str) -> None:
    table, now = table_of(club), club.house.clock.now()
    table.put(privacy.begin_run(club.tenant, at=now))
    run = privacy.load_run(table)
    assert run is not None
    table.put(privacy.begin_run(club.tenant, at=now.replace(second=1)))

    left = showing._moved_on(table, run, None)

    newer = privacy.load_run(table)
    assert left is None and newer is not None and newer.began != run.began
