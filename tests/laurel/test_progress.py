"""How far long work is, on a terminal and where there is none; and how it ends when it is stopped."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from laurel.progress import Bar
from sandbox.residents import TENANT
from tests.asking import Club
from tests.house.pages import ROOT
from tests.laurel.saying import Operator


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def lines(to: io.StringIO) -> list[str]:
    return [line.removeprefix("\x1b[K") for line in to.getvalue().split("\r")[1:]]


def seconds(*times: float) -> Iterator[float]:
    yield from times


def test_a_bar_says_how_far_it_is_how_fast_and_how_long_it_will_take() -> None:
    to, clock = Terminal(), seconds(0, 10)

    with Bar("lines", 40_000, to, lambda: next(clock)) as shown:
        shown.at(10_000)

    assert lines(to) == ["lines  10,000 of 40,000  [######..................]  25%  1,000/s  30 s left", ""]


def test_where_nobody_knows_how_many_there_are_it_counts() -> None:
    to, clock = Terminal(), seconds(0, 2)

    with Bar("events", None, to, lambda: next(clock)) as shown:
        shown.at(50)

    assert lines(to) == ["events  50  25/s", ""]


def test_it_is_drawn_ten_times_a_second_at_most() -> None:
    to, clock = Terminal(), seconds(0, 0.05, 0.15, 0.2, 0.26)

    with Bar("lines", 4, to, lambda: next(clock)) as shown:
        for done in (1, 2, 3, 4):
            shown.at(done)

    assert [line[:8] for line in lines(to)] == ["lines  2", "lines  4", ""]


def test_no_terminal_is_told_nothing() -> None:
    to, clock = io.StringIO(), seconds(0, 10)

    with Bar("lines", 4, to, lambda: next(clock)) as shown:
        shown.at(2)

    assert to.getvalue() == ""


def test_the_audit_counts_contacts_and_the_rebuilding_cards(
    club: Club, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    club.person()
    told: list[tuple[str, int | None, int]] = []

    class Noted(Bar):
        def __init__(self, what: str, total: int | None = None) -> None:
            super().__init__(what, total, io.StringIO(), lambda: 0.0)

        def at(self, done: int) -> None:
            told.append((self._what, self._total, done))

    monkeypatch.setattr("laurel.boards.bar", Noted)
    operator.knows("audit", TENANT)
    operator.knows("rebuild-boards", TENANT)

    assert told[1] == ("contacts", 2, 2)
    assert told[-1][0] == "cards" and told[-1][1] == told[-1][2]


@pytest.mark.parametrize("work", ["rebuild-boards", "audit"])
def test_ctrl_c_ends_any_work_with_one_line(work: str, club: Club, operator: Operator) -> None:
    def clock() -> object:
        raise KeyboardInterrupt

    club.house.wired.clock = clock  # type: ignore[assignment]
    said = operator.says(work, TENANT)

    goes_on = {"rebuild-boards": f" It goes on with: laurel rebuild-boards {TENANT}", "audit": ""}
    assert (said.status, said.err) == (130, f"laurel: stopped.{goes_on[work]}\n")


def test_a_reader_that_has_read_enough_ends_it_quietly() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "laurel", "template", "show", "new_badge"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout and process.stderr
    process.stdout.close()

    assert (process.wait(timeout=60), process.stderr.read()) == (0, b"")
