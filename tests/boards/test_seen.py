"""Who is seen on boards, and as whom: names, privacy, contacts that are gone."""

from tests.boarding import Boards, sale


def contact_of(boards: Boards, reference: str) -> str:
    return str(boards.club.got(f"person/?member_ref={reference}")["results"][0]["uid"])


def test_a_new_name_reaches_the_boards(boards: Boards) -> None:
    boards.tell(sale("ada", 5))
    boards.house.settle()

    boards.club.done(f"person/{contact_of(boards, 'ada')}/", {"first_name": "Adele"})
    boards.house.settle()

    assert boards.shown() == [(1, "Adele", 50_000)]
    assert boards.shown(window="2026-11") == [(1, "Adele", 50_000)]
    boards.check()


def test_who_is_hidden_is_on_no_board_and_still_knows_its_place(boards: Boards) -> None:
    boards.tell(sale("ada", 5), sale("bob", 7), sale("cem", 9))
    boards.house.settle()
    bob = contact_of(boards, "bob")

    boards.club.done(f"person/{bob}/", {"public_profile": False})
    boards.house.settle()

    assert [score for _, _, score in boards.shown()] == [90_000, 50_000]
    assert (boards.page(contact=bob).own, boards.page(contact=bob).score) == (2, 70_000)
    assert boards.page(contact=contact_of(boards, "ada")).own == 2, "who is hidden is nobody's better"
    boards.check()

    boards.tell(sale("bob", 3))
    boards.house.settle()
    assert boards.page(contact=bob).own == 1
    boards.check()

    boards.club.done(f"person/{bob}/", {"public_profile": True})
    boards.house.settle()
    assert [score for _, _, score in boards.shown()] == [100_000, 90_000, 50_000]
    boards.check()


def test_a_child_is_on_no_board_from_the_start(boards: Boards) -> None:
    boards.club.person(member_ref="kid", date_of_birth="2015-05-05")

    boards.tell(sale("kid", 5), sale("ada", 1))
    boards.house.settle()

    assert [score for _, _, score in boards.shown()] == [10_000]
    assert boards.led() == ["ada"]
    boards.check()


def test_who_is_removed_leaves_the_boards(boards: Boards) -> None:
    boards.tell(sale("ada", 5), sale("bob", 7))
    boards.house.settle()

    assert boards.club.ask("DELETE", f"person/{contact_of(boards, 'bob')}/").status in (200, 204)
    boards.house.settle()

    assert [score for _, _, score in boards.shown()] == [50_000]
    boards.check()
