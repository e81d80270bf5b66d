"""What the register's script does with the answers that its taps get, and with those that are none."""

import pytest

from tests.browsers.phone import MARK, NO_NETWORK, Phone, cut

DAY = 86_400_000


def test_who_is_signed_out_signs_in_again_and_nothing_is_lost(phone: Phone) -> None:
    cookies = phone.page.context.cookies()
    phone.page.context.clear_cookies()
    phone.tap("Ada", 1)
    phone.says("Not saved yet: 1. You are signed out. Sign in again; nothing is lost.")
    phone.page.context.add_cookies(cookies)  # type: ignore[arg-type]  # as it gave them

    phone.page.reload()
    phone.rests()

    assert phone.done("Ada") == [1]


def test_what_a_captive_network_says_is_no_answer(phone: Phone) -> None:
    phone.page.route(
        MARK, lambda route: route.fulfill(status=200, body="<h1>Welcome to our wifi</h1>"), times=1
    )
    phone.tap("Ada", 1)
    phone.says(NO_NETWORK.format(1))

    phone.go_on()
    phone.rests()

    assert phone.done("Ada") == [1]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_that_cannot_just_now_is_asked_again(phone: Phone, status: int) -> None:
    phone.page.route(MARK, lambda route: route.fulfill(status=status, body="no"), times=1)
    phone.tap("Ada", 1)
    phone.says(NO_NETWORK.format(1))

    phone.go_on()
    phone.rests()

    assert phone.done("Ada") == [1]


def test_a_refusal_is_told_and_the_cell_shows_what_stands(phone: Phone) -> None:
    phone.tap("Ada", 1)
    phone.rests()
    uid = phone.uids["Ada"]
    phone.club.done(f"achievement/{uid}/uncomplete_step/", {"number": 1}, role="coach")
    phone.club.done(f"achievement/{uid}/complete_step/", {"number": 1, "note": "mine"}, role="coach")

    phone.tap("Ada", 1)
    phone.rests()

    told = phone.page.locator("[role=alert]")
    assert told.inner_text() == "Ada Lane: somebody else marked it meanwhile; this tick stays"
    assert (phone.done("Ada"), phone.pressed("Ada", 1)) == ([1], True)
    phone.tap("Ada", 1)  # now it was seen
    phone.rests()
    assert phone.done("Ada") == []


def test_what_is_gone_is_told_and_does_not_hold_the_others_up(phone: Phone) -> None:
    assert phone.club.ask("DELETE", f"achievement/{phone.uids['Ada']}/").status == 204

    phone.tap("Ada", 1)
    phone.tap("Ben", 1)
    phone.rests()

    assert phone.page.locator("[role=alert]").inner_text() == "Ada Lane: could not be saved"
    assert (phone.pressed("Ada", 1), phone.done("Ben")) == (False, [1])


def test_the_last_tick_shows_the_button_to_finish_which_waits_for_what_waits(phone: Phone) -> None:
    finish = phone.page.locator(f"#a{phone.uids['Ada']} button.finish")
    for step in (1, 2):
        phone.tap("Ada", step)
    assert finish.is_hidden()
    phone.rests()
    phone.page.route(MARK, cut)
    phone.tap("Ada", 3)

    finish.click()

    assert phone.page.locator("[role=alert]").inner_text() == "Wait until all is saved, then finish."
    phone.page.unroute(MARK)
    phone.go_on()
    phone.rests()
    finish.click()
    phone.page.wait_for_url("**act=finish**")
    assert phone.club.got(f"achievement/{phone.uids['Ada']}/")["finished"] is True


def test_a_tap_older_than_a_week_is_told_and_not_sent(phone: Phone) -> None:
    phone.page.route(MARK, cut)
    phone.tap("Ada", 1)
    phone.says(NO_NETWORK.format(1))
    older = "for (const k of Object.keys(localStorage)) if (k.startsWith('laurel.example.')) {"
    older += (
        f" const e = JSON.parse(localStorage[k]); e.when -= 8 * {DAY}; localStorage[k] = JSON.stringify(e) }}"
    )
    phone.page.evaluate(older)
    phone.page.unroute(MARK)

    phone.page.reload()
    phone.rests()

    assert (
        phone.page.locator("[role=alert]").inner_text() == "1 older than a week could not be saved any more."
    )
    assert phone.done("Ada") == []
