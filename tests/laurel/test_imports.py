"""The commands on imports: files of any size, stopped and gone on with."""

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest

from laurel import imports
from tests.api.aiming import customer, entered, group, target
from tests.api.test_bulk import contacts_file, members_file
from tests.asking import Club
from tests.laurel.saying import Operator, Said
from tests.secretary import Secretary

Written = Callable[[str], str]


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """A file with this text; its path."""

    def write(text: str) -> str:
        (tmp_path / "file.csv").write_text(text, encoding="utf-8", newline="")
        return str(tmp_path / "file.csv")

    return write


def people(club: Club) -> int:
    return int(club.got("person/?page_size=1")["total"])


@contextmanager
def interrupted(club: Club) -> Iterator[None]:
    """Ctrl-C at the fifth look at the clock."""
    looks, now = count(1), club.house.clock.now

    def clock() -> datetime:
        if next(looks) == 5:
            raise KeyboardInterrupt
        return now()

    club.house.wired.clock = clock
    yield
    club.house.wired.clock = now


def test_contacts_and_then_their_memberships_are_imported(
    club: Club, office: Secretary, operator: Operator, written: Written
) -> None:
    office.type(name="SEA grade")
    before = people(club)

    contacts = operator.knows("import", "contacts", club.tenant, written(contacts_file(120, "SEA")))
    members = operator.knows("import", "members", club.tenant, written(members_file(5, "SEA")))

    assert (contacts.json["counts"]["create"], members.json["counts"]["create"]) == (120, 5)
    assert people(club) == before + 120
    assert [row["state"] for row in operator.knows("import", "list", club.tenant).rows] == ["done", "done"]


def test_a_rehearsal_says_what_would_be_done_and_writes_nothing(
    club: Club, operator: Operator, written: Written
) -> None:
    before = club.items()

    said = operator.says("import", "contacts", club.tenant, written(contacts_file(3, "DRY")), "--dry-run")

    assert said.out == "3 lines: 3 create, 0 update, 0 unchanged, 0 faulty (nothing was written)\n"
    assert (said.status, club.items()) == (0, before)


@pytest.mark.parametrize("how", ["--dry-run", "--json"])
def test_lines_at_fault_are_named_and_the_status_says_so(
    how: str, club: Club, operator: Operator, written: Written, tmp_path: Path
) -> None:
    file = written("member_ref,first_name,email\nA-1,Ada,ada@example.org\nA-2,Ben,nowhere\nA-3,Cleo,=1+1\n")

    said = operator.says(
        "import", "contacts", club.tenant, file, "--faults", str(tmp_path / "faults.csv"), how
    )

    fault = "expected an e-mail address, or several with ; between them"
    with (tmp_path / "faults.csv").open(newline="") as kept:
        assert list(csv.reader(kept)) == [
            ["line", "column", "fault"],
            ["3", "emails", fault],
            ["4", "emails", fault],
        ]
    assert said.status == 1
    assert (f"line 3, emails: {fault}" in said.out) == (how == "--dry-run")


def test_a_file_of_many_pieces_is_imported_with_the_lines_of_the_file(
    club: Club, operator: Operator, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(imports.MOST, "contact", 2)
    names = ["Ada", '"Ben\nof two lines"', "Cleo", "Dan", "Eve", "Fay"]
    lines = [f"P-{n},{name},{'nowhere' if n == 5 else ''}" for n, name in enumerate(names)]

    said = operator.says(
        "import",
        "contacts",
        club.tenant,
        written("\n".join(["member_ref,first_name,email", *lines])),
        "--json",
    )

    assert said.json["counts"] == {"create": 5, "update": 0, "unchanged": 0, "faulty": 1}
    assert [fault["line"] for fault in said.json["faults"]] == [8]
    assert len(said.json["jobs"]) == 3
    assert club.got("person/?member_ref=P-1")["results"][0]["first_name"] == "Ben\nof two lines"


def test_stopped_anywhere_it_says_how_it_goes_on_and_does_each_line_once(
    club: Club, operator: Operator, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(imports.MOST, "contact", 120)
    file, before = written(contacts_file(250, "STOP")), people(club)
    words, stops = ["import", "contacts", club.tenant, file], 0

    while True:
        with interrupted(club):
            said = operator.says(*words, "--json")
        if said.status == 0:
            break
        words, stops = again(said), stops + 1

    assert (people(club), stops > 3) == (before + 250, True)
    assert said.json["counts"] == {"create": 250, "update": 0, "unchanged": 0, "faulty": 0}


def again(said: Said) -> list[str]:
    """The words that it said to go on with."""
    found = re.fullmatch(r"laurel: stopped\. It goes on with: laurel (.+)\n", said.err)
    assert (said.status, bool(found)) == (130, True), said.err
    return found[1].split() if found else []


def test_what_the_schedule_did_meanwhile_is_not_done_again(
    club: Club, operator: Operator, written: Written
) -> None:
    file = written(contacts_file(250, "BOTH"))
    with interrupted(club):
        words = again(operator.says("import", "contacts", club.tenant, file))
    club.house.settle()

    said = operator.knows(*words)

    assert said.json["counts"]["create"] == 250


def test_a_table_that_does_not_answer_leaves_the_run_to_go_on_with(
    club: Club, operator: Operator, written: Written
) -> None:
    file = written(contacts_file(3, "AWAY"))
    club.house.engine.throttle_next = 0
    before = people(club)

    def clock() -> datetime:
        club.house.engine.throttle_next = 1_000
        return club.house.clock.now()

    club.house.wired.clock = clock
    said = operator.says("import", "contacts", club.tenant, file)
    club.house.engine.throttle_next, club.house.wired.clock = 0, club.house.clock.now

    assert (said.status, "It goes on with: laurel import contacts" in said.err) == (2, True)
    operator.knows(*said.err.strip().partition("with: laurel ")[2].split())
    assert people(club) == before + 3


def test_customers_are_enrolled_in_a_target(club: Club, operator: Operator, written: Written) -> None:
    mine = target(club, group(club))
    first, second = customer(club, 31), customer(club, 32)
    where = ("--group", str(mine["targetGroupId"]), "--target", str(mine["id"]))
    file = written(f"customer_id,period_name\n{first},\n{second},c4\n")

    said = operator.knows("import", "enrolments", club.tenant, file, *where)

    assert said.json["counts"]["create"] == 2
    assert entered(club, mine, second) == ["c4", "c5"]


@pytest.mark.parametrize(
    ("text", "words", "fault"),
    [
        ("member_ref,shoe_size\nA,42\n", [], "line 1, shoe_size: unknown column"),
        ('member_ref\nA\n"B\n', [], "not CSV from here on"),
        ("", [], "missing column"),
        ("member_ref\nA\n", ["nobody"], "no such tenant"),
    ],
    ids=["a column that is none", "an open quote", "nothing", "nobody"],
)
def test_a_file_that_cannot_be_read_is_not_begun_with(
    text: str, words: list[str], fault: str, club: Club, operator: Operator, written: Written
) -> None:
    before, tenant = club.items(), "nobody" if words else club.tenant

    said = operator.says("import", "contacts", tenant, written(text))

    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert fault in said.err
    assert club.items() == before


def test_a_file_in_another_encoding_or_of_no_name_is_said_in_one_line(
    club: Club, operator: Operator, tmp_path: Path
) -> None:
    (tmp_path / "latin.csv").write_bytes("member_ref,first_name\nA,Zoë\n".encode("latin-1"))

    latin = operator.says("import", "contacts", club.tenant, str(tmp_path / "latin.csv"))
    missing = operator.says("import", "contacts", club.tenant, str(tmp_path / "missing.csv"))

    assert (latin.status, "is not UTF-8" in latin.err) == (1, True)
    assert (missing.status, "No such file" in missing.err) == (2, True)


def test_a_heading_alone_imports_nothing(club: Club, operator: Operator, written: Written) -> None:
    said = operator.knows("import", "contacts", club.tenant, written("member_ref,first_name\n"))

    assert (said.json["rows"], len(said.json["jobs"])) == (0, 1)
