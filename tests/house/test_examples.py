"""Every `sh` block of the README and the pages is run, line by line, against a house with a port."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from chalicelib import wiring
from sandbox import residents
from sandbox.clock import Clock
from sandbox.engines import InProcessEngine
from sandbox.house import House
from sandbox.server import Server
from tests.house import pages
from tests.house.shell import Shell

README = pages.ROOT / "README.md"
PAGES = [page for page in sorted(pages.DOCS.rglob("*.md")) if pages.blocks(page, "sh")]
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)

pytestmark = pytest.mark.skipif(
    shutil.which("curl") is None or shutil.which("bash") is None, reason="the examples need bash and curl"
)


@pytest.fixture
def house() -> Iterator[House]:
    """On ministack, which judges threads rightly: the server answers in its own."""
    clock = Clock(start=NOON)
    engine = InProcessEngine(clock.now)
    engine.reset()
    try:
        yield House(engine, clock, table="examples")
    finally:
        engine.reset()
        wiring.use(None)
        engine.close()


@pytest.fixture
def shell(house: House, tmp_path: Path) -> Iterator[Shell]:
    """As after `make run`, the stream being followed."""
    moved_in = residents.move_in(house, "a seed for examples")
    house.settle()
    server = Server(house, port=0, state=no_page, restart=dict)
    url = f"http://127.0.0.1:{server.port}"
    house.rebase(url)
    house.pump.start()
    house.engine.on_write = house.pump.wake
    server.start()
    try:
        yield Shell(tmp_path, moved_in, url)
    finally:
        server.stop()
        house.pump.stop()


def no_page() -> Any:
    raise AssertionError("no example asks for the page for people")


def test_the_readmes_lines_work_when_pasted_and_the_parent_has_the_mail(shell: Shell, house: House) -> None:
    ran = shell.run(*pages.blocks(README, "sh"))
    house.settle()

    assert ran.status == 0, ran.end
    assert [(mail.to, mail.tags["template"]) for mail in house.mails()] == [
        (("paula@example.org",), "achievement_completed")
    ]


def test_the_readme_shows_the_event_and_the_turned_clock(shell: Shell) -> None:
    ran = shell.run(*pages.blocks(README, "sh"))

    answers = [json.loads(line) for line in ran.out.splitlines() if line.startswith("{")]
    events = [answer for answer in answers if answer.get("results") and "type" in answer["results"][0]]
    turned = [answer["now"] for answer in answers if "now" in answer]
    assert [event["type"] for event in events[0]["results"]] == ["achievement_completed"]
    assert turned and turned[-1].startswith("2026-12-05")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(pages.ROOT)))
def test_a_pages_lines_work_after_those_of_the_readme(page: Path, shell: Shell) -> None:
    ran = shell.run(*pages.blocks(README, "sh"), *pages.blocks(page, "sh"))

    assert ran.status == 0, ran.end


def test_a_line_that_is_refused_is_not_passed_over(shell: Shell) -> None:
    first = pages.blocks(README, "sh")[0]

    ran = shell.run(first, "NOBODY=$(curl -s $URL/api/v1/$FLOCK/person/nobody/ -u key:$API_KEY | take uid)")

    assert ran.status != 0
