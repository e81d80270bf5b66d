"""The coach's register: ticked by taps that say what they want, for one or for several, and finished."""

from datetime import timedelta
from typing import Any

import pytest

from tests.asking import STEPS
from tests.pages.pool import MIKE, NORA, Pool
from tests.secretary import Secretary

MIKE_SAYS = "Mike Hall"


@pytest.fixture
def pool(office: Secretary) -> Pool:
    return Pool(office.club)


def later(pool: Pool, **duration: float) -> None:
    pool.club.house.clock.turn_to(pool.club.house.clock.now() + timedelta(**duration))


def test_it_has_the_members_by_name_and_who_has_not_begun(pool: Pool) -> None:
    page = pool.browser().get(pool.register)

    places = [page.text.index(name) for name in ("Ada Berger", "Ben Castro", "Cleo Dupont")]
    assert places == sorted(places)
    assert all(step in page.text for step in STEPS)
    assert page.text.count("Has not begun.") == 1
    assert len([name for name, _ in page.form("/mark").buttons if name == "tap"]) == 6


def test_a_tap_ticks_and_comes_back_to_its_cell(pool: Pool) -> None:
    browser = pool.browser()
    page = browser.get(pool.register)

    after = pool.tap(browser, page, pool.cell(page, pool.ada, 2))

    assert pool.done(pool.ada) == [2]
    assert (
        pool.steps(pool.ada)[1]["completed_by"] == pool.club.got(f"person/?email={MIKE}")["results"][0]["uri"]
    )
    cell = after.source.partition(f'value="{pool.ada}.2.0.')[2].partition(">")[0]
    assert 'aria-pressed="true"' in cell and cell.endswith(" autofocus")
    assert after.source.count(" autofocus") == 1


def test_a_tap_is_the_coachs_though_a_child_of_the_same_address_was_here_first(pool: Pool) -> None:
    pool.club.person(first_name="Kim", email="hill@example.org")
    olga = pool.club.person(first_name="Olga", email="hill@example.org")
    pool.club.done(f"group/{pool.group}/", {"coaches": [olga["uri"]]})
    browser = pool.browser("hill@example.org")
    page = browser.get(pool.register)

    pool.tap(browser, page, pool.cell(page, pool.ada, 2))

    assert pool.steps(pool.ada)[1]["completed_by"] == olga["uri"]


def test_the_same_tap_twice_keeps_the_first_date_and_name(pool: Pool) -> None:
    mike, nora = pool.browser(), pool.browser(NORA)
    page, hers = mike.get(pool.register), nora.get(pool.register)
    pool.tap(mike, page, pool.cell(page, pool.ada, 1))
    first = pool.steps(pool.ada)[0]
    later(pool, minutes=5)

    again = [
        pool.tap(mike, page, pool.cell(page, pool.ada, 1)),
        pool.tap(nora, hers, pool.cell(hers, pool.ada, 1)),
    ]

    assert [one.status for one in again] == [200, 200]
    assert pool.steps(pool.ada)[0] == first


def test_a_tick_is_taken_back_by_the_cell_that_shows_it(pool: Pool) -> None:
    browser = pool.browser()
    page = browser.get(pool.register)
    ticked = pool.tap(browser, page, pool.cell(page, pool.ada, 1))

    pool.tap(browser, ticked, pool.cell(ticked, pool.ada, 1))

    assert pool.done(pool.ada) == []


def test_a_tick_that_another_coach_made_meanwhile_is_not_taken_back(pool: Pool) -> None:
    mike, nora = pool.browser(), pool.browser(NORA)
    page = mike.get(pool.register)
    seen = pool.tap(mike, page, pool.cell(page, pool.ada, 1))
    later(pool, minutes=1)
    for _ in range(2):  # she takes it back, and ticks it herself
        hers = nora.get(pool.register)
        pool.tap(nora, hers, pool.cell(hers, pool.ada, 1))

    refused = pool.tap(mike, seen, pool.cell(seen, pool.ada, 1))

    assert refused.status == 409
    assert "Ada Berger: somebody else marked it meanwhile; this tick stays" in refused.text
    assert pool.done(pool.ada) == [1]
    fresh = pool.tap(mike, refused, pool.cell(refused, pool.ada, 1))
    assert (fresh.status, pool.done(pool.ada)) == (200, [])


def test_a_note_that_came_between_keeps_its_tick(pool: Pool) -> None:
    browser = pool.browser()
    page = browser.get(pool.register)
    seen = pool.tap(browser, page, pool.cell(page, pool.ada, 1))
    pool.club.done(
        f"achievement/{pool.ada}/complete_step/", {"number": 1, "note": "by the window"}, role="coach"
    )

    refused = pool.tap(browser, seen, pool.cell(seen, pool.ada, 1))

    assert (refused.status, pool.done(pool.ada)) == (409, [1])


def test_a_course_that_is_taken_again_shows_its_newest_turn(pool: Pool) -> None:
    pool.complete(pool.ada)
    pool.club.done(f"achievement/{pool.ada}/finish/", role="coach")
    later(pool, days=1)
    anew = pool.club.start(pool.kind, pool.people[1])["uid"]

    page = pool.browser().get(pool.register)

    assert pool.cell(page, anew, 1) == f"{anew}.1.1"


def test_a_type_that_was_changed_leaves_each_its_own_steps(pool: Pool) -> None:
    pool.club.done(f"achievement_type/{pool.kind['uid']}/", {"steps": ["New step", STEPS[1]]})
    browser = pool.browser()

    page = browser.get(pool.register)

    assert [value for _, value in page.form("/mark").buttons if value.startswith(pool.ada)] == [
        pool.ada,
        f"{pool.ada}.2.1",
    ]
    assert page.text.count("2 steps of before") == 2
    assert "step 1 of 3" in browser.get(page.link("2 steps of before")).text
    after = browser.send(page, "/step", who=pool.rows(page), step="New step", wanted="done")
    assert "Ada Berger: has no such step" in after.text
    assert after.status == 409


def test_one_step_alone_shows_who_ticked_it_and_when(pool: Pool) -> None:
    browser = pool.browser()
    page = browser.get(f"{pool.register}&only=2")

    after = pool.tap(browser, page, pool.cell(page, pool.ada, 2))

    assert f"21 November 2026, 12:00, {MIKE_SAYS}" in after.text
    assert dict(after.form("/mark").fields)["only"] == "2"


def test_the_script_gets_a_short_answer(pool: Pool) -> None:
    browser = pool.browser()
    page = browser.get(pool.register)
    value = pool.cell(page, pool.ada, 1)
    tapped = str(int((pool.club.house.clock.now() - timedelta(hours=2)).timestamp() * 1000))

    said = pool.tap(browser, page, value, answer="short", when=tapped).reply
    again = pool.tap(browser, page, value, answer="short", when=tapped).reply
    theirs = pool.tap(browser, page, value, answer="short").reply

    mark = pool.cell(browser.get(pool.register), pool.ada, 1).rpartition(".")[2]
    assert (said.status, said.json) == (200, {"state": "done", "seen": mark, "yours": True})
    assert again.json == {"state": "was", "seen": mark, "yours": True}
    assert theirs.json == {"state": "was", "seen": mark, "yours": False}
    assert pool.steps(pool.ada)[0]["completed_date"].startswith("2026-11-21T10:00:00")
    refused = pool.tap(browser, page, f"{pool.ada}.1.0.0000000000", answer="short").reply
    assert (refused.status, refused.json) == (409, {"state": "anew", "seen": mark, "yours": False})


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("mark", {"tap": ""}),
        ("mark", {"tap": "x" * 61}),
        ("mark", {"tap": "{ada}.1.2"}),
        ("mark", {"tap": "{ada}.9.1"}),
        ("mark", {"tap": "{stranger}.1.1"}),
        ("mark", {"tap": f"{'0' * 24}.1.1"}),
        ("mark", {"tap": "{ada}.1.1", "when": "soon"}),
        ("mark", {"tap": "{ada}.1.1", "answer": "long"}),
        ("mark", {"tap": "{ada}.1.1", "page": "0"}),
        ("mark", {"tap": "{ada}.1.1", "type": "../x"}),
        ("step", {"who": "{ada}.1"}),
        ("step", {"who": "{ada}", "wanted": "maybe"}),
        ("step", {"who": ["{ada}"] * 101}),
        ("finish", {"who": "ada"}),
        ("start", {"type": "0" * 24}),
    ],
)
def test_what_no_register_says_is_refused_and_changes_nothing(
    pool: Pool, act: str, fields: dict[str, Any]
) -> None:
    browser = pool.browser()
    stranger = pool.club.start(pool.kind)["uid"]
    sent = dict(browser.get(pool.register).form("/mark").fields)
    named = {"ada": pool.ada, "stranger": stranger}
    before = pool.club.items()

    said = {
        name: [one.format(**named) for one in ([v] if isinstance(v, str) else v)]
        for name, v in fields.items()
    }
    pairs = [
        (name, one) for name, some in {**{n: [v] for n, v in sent.items()}, **said}.items() for one in some
    ]
    refused = browser.post(f"{pool.path}/{act}", pairs)

    assert refused.status in (404, 422), refused.text
    assert pool.club.items() == before
