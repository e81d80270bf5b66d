"""Who keeps which register, how large ones are shown, and what they cost."""

import pytest

from benchmarks.spent import Purse
from tests.asking import STEPS
from tests.pages.browser import SITE, Browser
from tests.pages.pool import MIKE, NORA, PARENT, Pool
from tests.secretary import Secretary

STRANGER = "otto@example.org"


@pytest.fixture
def pool(office: Secretary) -> Pool:
    return Pool(office.club)


def gets(pool: Pool, address: str) -> list[int]:
    """What a reader gets of the groups, the register, and a step in it."""
    browser = pool.browser(address)
    pages = [f"{SITE}/groups", pool.path, pool.register, f"{SITE}/achievement/{pool.ada}/step/1"]
    return [browser.get(page).status for page in pages]


def test_a_coach_keeps_the_registers_of_its_groups_and_staff_all(pool: Pool) -> None:
    otto = pool.club.person(first_name="Otto", email=STRANGER)
    pool.grouped([], [otto], name="Another")
    pool.club.person(first_name="Carla", email="carla@example.org", role="coach")
    pool.club.person(first_name="Anna", email="anna@example.org", role="admin")

    assert gets(pool, NORA) == gets(pool, "carla@example.org") == gets(pool, "anna@example.org") == [200] * 4
    assert gets(pool, STRANGER) == [200, 404, 404, 404]
    assert gets(pool, PARENT) == [403] * 4


def test_who_may_not_keep_it_changes_nothing(pool: Pool) -> None:
    otto = pool.club.person(first_name="Otto", email=STRANGER)
    own = pool.grouped([pool.people[2]], [otto], name="Another")
    browser = pool.browser(STRANGER)
    csrf = dict(browser.get(f"{SITE}/groups").form("/sign-out").fields)["csrf"]
    place = [("csrf", csrf), ("type", pool.kind["uid"])]
    before = pool.club.items()

    statuses = [
        browser.post(f"{SITE}/group/{group}/{act}", [*place, field]).status
        for group in (pool.group, own)
        for act, field in (
            ("mark", ("tap", f"{pool.ada}.1.1")),
            ("step", ("who", pool.ada)),
            ("finish", ("who", pool.ada)),
        )
    ]
    noted = browser.post(f"{SITE}/achievement/{pool.ada}/step/1", [("csrf", csrf), ("note", "mine")])
    started = browser.post(f"{pool.path}/start", place)

    assert statuses == [404, 404, 404, 404, 409, 409]
    assert (noted.status, started.status) == (404, 404)
    assert pool.club.items() == before


def test_who_is_no_coach_of_the_group_any_more_does_not_keep_it(pool: Pool) -> None:
    browser = pool.browser()
    pool.club.done(f"group/{pool.group}/", {"coaches": []})

    assert browser.get(pool.register).status == 403


@pytest.mark.parametrize("path", ["group/x", f"group/{'0' * 24}", f"achievement/{'0' * 24}/step/1"])
def test_what_is_not_there_is_not_found(pool: Pool, path: str) -> None:
    assert pool.browser().get(f"{SITE}/{path}").status == 404


@pytest.mark.parametrize("number", ["0", "4", "01", "x", "1000"])
def test_a_step_that_is_not_there_is_not_found(pool: Pool, number: str) -> None:
    assert pool.browser().get(f"{SITE}/achievement/{pool.ada}/step/{number}").status == 404


def test_the_groups_lead_to_what_their_members_are_at(pool: Pool) -> None:
    browser = pool.browser()
    other = pool.club.type(name="Badge 4")
    pool.complete(pool.ben)
    pool.club.done(f"achievement/{pool.ben}/finish/", role="coach")

    group = browser.get(browser.get(f"{SITE}/groups").link("Tuesday squad"))

    assert "Badge 3 1 at it, 1 finished" in group.text
    assert "Badge 4 3 steps" in group.text
    assert browser.get(group.link("Badge 4")).text.count("Has not begun.") == 3
    assert other["uid"] in group.link("Badge 4")


def test_staff_walks_through_all_groups(pool: Pool) -> None:
    pool.club.person(first_name="Carla", email="carla@example.org", role="coach")
    for number in range(26):
        pool.grouped([], [], name=f"Group {number:02}")
    browser = pool.browser("carla@example.org")
    first = browser.get(f"{SITE}/groups")

    second = browser.get(first.link("Further groups"))

    shown = [[href for href, _ in page.links if "/group/" in href] for page in (first, second)]
    assert ([len(one) for one in shown], len({*shown[0], *shown[1]})) == ([25, 2], 27)
    assert browser.get(f"{SITE}/groups?after=x").status == 400


def test_a_large_group_is_shown_by_pages_and_costs_by_the_page(pool: Pool) -> None:
    """Of 45 members 16 are looked for: what is not shown costs but its name."""
    people = [pool.club.person(first_name="Kid", last_name=f"No. {number:02}") for number in range(45)]
    pool.group = pool.grouped(people, [pool.mike], name="All of us")
    browser = pool.browser()
    page = browser.get(pool.register)
    begun = browser.post(f"{pool.path}/start", page.form("/mark").fields)
    purse = Purse(pool.club.house)

    spent = purse.spent(lambda: browser.get(pool.register))

    assert "Saved for 16." in begun.text and "Page 1 of 3" in begun.text
    assert "No. 44" in browser.get(f"{pool.register}&page=3").text
    assert "Page 3 of 3" in browser.get(f"{pool.register}&page=9").text
    # The session 4, group, type, members, one look for each who is shown, their achievements.
    assert (spent.calls, spent.wru) == (4 + 1 + 1 + 1 + 16 + 1, 0)
    assert spent.rounds <= 11


def test_a_tap_costs_the_session_the_group_and_its_one_step(pool: Pool) -> None:
    browser = pool.browser()
    page = browser.get(pool.register)
    purse = Purse(pool.club.house)

    spent = purse.spent(lambda: pool.tap(browser, page, pool.cell(page, pool.ada, 1), answer="short"))

    assert (spent.calls, spent.wru) == (4 + 1 + 2, 1)


def test_the_largest_page_is_below_fifty_thousand_bytes(pool: Pool) -> None:
    steps = [f"Step {number} of the long way to the golden badge" for number in range(100)]
    pool.kind = pool.club.type(name="Golden badge", steps=steps)
    people = [
        pool.club.person(first_name="Maximiliane-Charlotte", last_name=f"von Hohenstein {number:02}")
        for number in range(16)
    ]
    pool.group = pool.grouped(people, [pool.mike])
    browser = pool.browser()
    first = browser.get(pool.register)
    browser.post(f"{pool.path}/start", first.form("/mark").fields)
    page = browser.get(f"{pool.register}&first=95")
    browser.send(page, "/step", who=pool.rows(page), step=steps[94], wanted="done")

    page = browser.get(f"{pool.register}&first=95")

    loaded = [
        browser.get(f"{SITE.rpartition('/')[0]}/{name}").source for name in ("style.css", "register.js")
    ]
    assert len(loaded[1].encode()) <= 8_192
    assert len(page.source.encode()) + sum(len(one.encode()) for one in loaded) < 50_000
    assert "Steps 95 to 100 of 100" in page.text and "Next steps" not in page.text


def test_it_speaks_german_with_who_speaks_german(pool: Pool) -> None:
    pool.club.done(f"person/{pool.mike['uid']}/", {"locale": "de"})

    page = pool.browser().get(pool.register)

    assert "Noch nicht begonnen." in page.text and "Abhaken" in page.text
    assert 'lang="de"' in page.source


def test_a_note_and_evidence_are_written_and_tick_the_step(pool: Pool) -> None:
    browser = pool.browser()
    page = browser.get(f"{SITE}/achievement/{pool.ada}/step/2?group={pool.group}")

    after = browser.send(
        page, "/step/2", note="well done", evidence="https://example.org/1\n\nseen by Nora\n"
    )

    step = pool.steps(pool.ada)[1]
    assert (step["note"], step["evidence"]) == ("well done", ["https://example.org/1", "seen by Nora"])
    assert "Saved." in after.text and "Ticked 21 November 2026, 12:00, Mike Hall" in after.text
    assert after.link("https://example.org/1") == "https://example.org/1"
    assert f"/group/{pool.group}?type={pool.kind['uid']}" in after.link("Back to the register").replace(
        "&amp;", "&"
    )


def test_a_note_of_another_coach_is_not_written_over_unseen(pool: Pool) -> None:
    mike, nora = pool.browser(), pool.browser(NORA)
    path = f"{SITE}/achievement/{pool.ada}/step/1"
    his, hers = mike.get(path), nora.get(path)
    nora.send(hers, "/step/1", note="hers")

    refused = mike.send(his, "/step/1", note="his")

    assert refused.status == 409
    assert "Somebody else wrote a note meanwhile." in refused.text and "hers" in refused.text
    assert dict(refused.form("/step/1").fields)["note"] == "his"
    assert pool.steps(pool.ada)[0]["note"] == "hers"
    mike.send(refused, "/step/1")
    assert pool.steps(pool.ada)[0]["note"] == "his"


def test_a_finished_one_shows_its_notes_and_takes_no_more(pool: Pool) -> None:
    browser = pool.browser()
    path = f"{SITE}/achievement/{pool.ada}/step/1"
    open_one = browser.get(path)
    pool.complete(pool.ada)
    pool.club.done(f"achievement/{pool.ada}/finish/", role="coach")

    late = browser.send(open_one, "/step/1", note="late")

    assert (late.status, pool.steps(pool.ada)[0]["note"]) == (409, None)
    assert "its steps do not change any more" in late.text
    assert [one.action for one in late.forms if "/step/" in one.action] == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("note", "x" * 2001),
        ("evidence", "x" * 2001),
        ("evidence", "\n".join(map(str, range(21)))),
        ("had", "x"),
    ],
)
def test_a_note_that_is_too_long_is_refused(pool: Pool, field: str, value: str) -> None:
    browser: Browser = pool.browser()
    page = browser.get(f"{SITE}/achievement/{pool.ada}/step/1")
    pool.club.done(f"achievement/{pool.ada}/complete_step/", {"number": 1}, role="coach")

    refused = browser.send(page, "/step/1", **{field: value})

    assert refused.status == 422
    assert (pool.steps(pool.ada)[0]["note"], pool.steps(pool.ada)[0]["evidence"]) == (None, [])


def test_every_word_of_a_register_is_escaped(pool: Pool) -> None:
    evil = "<b onclick=x>&\"'"
    pool.kind = pool.club.type(name=evil, steps=[evil])
    person = pool.club.person(first_name=evil, last_name=evil)
    pool.group = pool.grouped([person], [pool.mike], name=evil)
    uid = pool.club.start(pool.kind, person)["uid"]
    pool.club.done(
        f"achievement/{uid}/complete_step/", {"number": 1, "note": evil, "evidence": [evil]}, role="coach"
    )
    browser = pool.browser(MIKE)

    step = f"{SITE}/achievement/{uid}/step/1"
    paths = [f"{SITE}/groups", pool.path, pool.register, f"{pool.register}&only=1", step]
    pages = [browser.get(path) for path in paths]

    assert [one.status for one in pages] == [200] * 5
    assert [one for one in pages if "<b " in one.source or evil in one.source] == []
    assert STEPS[0] not in pages[2].text
