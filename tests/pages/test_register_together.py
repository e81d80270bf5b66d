"""What the register does with several members at once: each is answered for itself."""

import pytest

from tests.asking import STEPS
from tests.pages.pool import NORA, PARENT, Pool
from tests.secretary import Secretary


@pytest.fixture
def pool(office: Secretary) -> Pool:
    return Pool(office.club)


def test_a_step_is_ticked_for_several_each_answered_for_itself(pool: Pool) -> None:
    browser = pool.browser()
    stranger = pool.club.start(pool.kind)["uid"]
    pool.complete(pool.ben)
    page = browser.get(pool.register)

    both = browser.send(page, "/step", who=pool.rows(page), step=STEPS[1], wanted="done")
    three = browser.send(page, "/step", who=[*pool.rows(page), stranger], step=STEPS[2], wanted="done")

    assert "Saved for 1; for 1 it was so before." in both.text
    assert pool.done(pool.ada) == [2, 3]
    assert pool.done(stranger) == []
    assert (three.status, "Not all of it could be done." in three.text) == (200, True)
    assert "Ada Berger: done" in three.text and "Ben Castro: was so before" in three.text
    assert "Somebody: is not in this register any more" in three.text


def test_a_step_is_taken_back_for_several_as_it_was_seen(pool: Pool) -> None:
    browser = pool.browser()
    for uid in (pool.ada, pool.ben):
        pool.club.done(f"achievement/{uid}/complete_step/", {"number": 2}, role="coach")
    page = browser.get(f"{pool.register}&only=2")
    pool.club.done(f"achievement/{pool.ben}/complete_step/", {"number": 2, "note": "again"}, role="coach")

    after = browser.send(page, "/step", who=pool.rows(page), wanted="open")

    assert (pool.done(pool.ada), pool.done(pool.ben)) == ([], [2])
    assert "Ben Castro: somebody else marked it meanwhile; this tick stays" in after.text


def test_finish_takes_who_is_complete_and_says_who_is_not(pool: Pool) -> None:
    browser = pool.browser()
    pool.complete(pool.ada)
    page = browser.get(pool.register)

    after = browser.post(
        f"{pool.path}/finish", [*page.form("/step").fields, *[("who", one) for one in pool.rows(page)]]
    )

    assert "Ben Castro: 3 steps are still open" in after.text and "Ada Berger: done" in after.text
    assert [pool.club.got(f"achievement/{uid}/")["finished"] for uid in (pool.ada, pool.ben)] == [True, False]
    pool.club.house.settle()
    assert [to for to, subject in pool.club.mails() if "Badge 3" in subject] == [PARENT]


def test_the_button_of_a_complete_row_finishes_that_one_and_twice_is_harmless(pool: Pool) -> None:
    browser = pool.browser()
    pool.complete(pool.ada, pool.ben)
    page = browser.get(pool.register)
    assert page.source.count(" hidden>Finish") == 0

    for _ in range(2):
        after = browser.post(f"{pool.path}/finish", [*page.form("/mark").fields, ("who", pool.ada)])
        assert after.status == 200

    assert "Saved for 0; for 1 it was so before." in after.text
    assert "Finished 21 November 2026" in after.text
    assert pool.club.got(f"achievement/{pool.ben}/")["finished"] is False
    assert [value for _, value in after.form("/mark").buttons if value.startswith(pool.ada)] == []


def test_a_row_that_is_not_complete_hides_its_button_to_finish(pool: Pool) -> None:
    page = pool.browser().get(pool.register)

    assert page.source.count(" hidden>Finish") == 2


def test_it_begins_for_all_who_have_not_and_two_coaches_begin_one(pool: Pool) -> None:
    mike, nora = pool.browser(), pool.browser(NORA)
    page, hers = mike.get(pool.register), nora.get(pool.register)

    after = [
        mike.post(f"{pool.path}/start", page.form("/mark").fields),
        nora.post(f"{pool.path}/start", hers.form("/mark").fields),
    ]

    assert [one.status for one in after] == [200, 200]
    assert "Saved for 1; for 2 it was so before." in after[0].text
    assert "Saved for 0; for 3 it was so before." in after[1].text
    assert len(pool.started()) == 3
    assert "Has not begun." not in after[0].text


def test_it_begins_for_one_again_after_that_was_removed(pool: Pool) -> None:
    browser, cleo = pool.browser(), pool.people[2]
    page = browser.get(pool.register)
    begin = [*page.form("/mark").fields, ("who", cleo["uid"])]
    uids = []

    for _ in range(2):
        browser.post(f"{pool.path}/start", begin)
        [uid] = {one["uid"] for one in pool.started()} - {pool.ada, pool.ben}
        assert pool.club.ask("DELETE", f"achievement/{uid}/").status == 204
        uids.append(uid)

    assert len(set(uids)) == 2


def test_what_it_begins_has_a_public_link_of_its_own(pool: Pool) -> None:
    browser, cleo = pool.browser(), pool.people[2]
    page = browser.get(pool.register)
    browser.post(f"{pool.path}/start", [*page.form("/mark").fields, ("who", cleo["uid"])])
    [uid] = {one["uid"] for one in pool.started()} - {pool.ada, pool.ben}

    kept = [item for item in pool.club.items() if item["pk"]["S"].endswith(uid)]

    assert [len(item["link_tail"]["S"]) for item in kept] == [16]


def test_nobody_else_can_be_begun_for(pool: Pool) -> None:
    browser, stranger = pool.browser(), pool.club.person(first_name="Sam")
    page = browser.get(pool.register)

    browser.post(f"{pool.path}/start", [*page.form("/mark").fields, ("who", stranger["uid"])])

    assert len(pool.started()) == 2


def test_nobody_chosen_is_said(pool: Pool) -> None:
    browser = pool.browser()
    page = browser.get(pool.register)

    for act in ("step", "finish"):
        assert "Choose somebody first." in browser.post(f"{pool.path}/{act}", page.form("/step").fields).text


def test_all_who_are_shown_are_chosen_at_once(pool: Pool) -> None:
    browser = pool.browser()
    page = browser.get(pool.register)

    all_of_them = browser.get(page.link("Choose all who are shown"))

    assert [page.source.count(" checked>"), all_of_them.source.count(" checked>")] == [0, 2]
