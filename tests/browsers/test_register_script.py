"""The register's script on weak networks: no tap is lost, none counts twice, and it says so."""

from playwright.sync_api import Route

from tests.browsers.lookers import Lookers
from tests.browsers.phone import MARK, NO_NETWORK, SAVED, Phone, cut
from tests.browsers.stand import Stand

# Notes what was sent and came to an answer, in its order.
LISTEN = """() => {
  const own = window.fetch;
  window.answered = [];
  window.fetch = async (...asked) => {
    const got = await own(...asked);
    window.answered.push(String(asked[1].body));
    return got;
  };
}"""


def answer_lost(route: Route) -> None:
    """It is done, and nobody hears of it."""
    route.fetch()
    route.abort()


def test_a_tap_is_saved_without_leaving_the_page(phone: Phone) -> None:
    phone.page.evaluate("window.same = true")

    phone.tap("Ada", 1)
    phone.rests()

    assert phone.done("Ada") == [1]
    assert phone.page.evaluate("window.same") is True
    phone.tap("Ada", 1)
    phone.rests()
    assert (phone.done("Ada"), phone.pressed("Ada", 1)) == ([], False)


def test_without_a_network_taps_are_kept_and_said_and_sent_when_there_is_one(phone: Phone) -> None:
    phone.page.route(MARK, cut)
    for name, step in (("Ada", 1), ("Ben", 2), ("Ada", 3)):
        phone.tap(name, step)
    phone.says(NO_NETWORK.format(3))

    phone.page.reload()

    phone.says(NO_NETWORK.format(3))
    assert [phone.pressed("Ada", step) for step in (1, 2, 3)] == [True, False, True]
    assert [one["tap"].split(".")[1] for one in phone.kept()] == ["1", "2", "3"]
    phone.page.unroute(MARK)
    phone.go_on()
    phone.says(SAVED)
    assert (phone.done("Ada"), phone.done("Ben")) == ([1, 3], [2])


def test_it_tries_again_by_itself(phone: Phone) -> None:
    phone.page.route(MARK, cut, times=1)

    phone.tap("Ada", 1)
    phone.rests()

    assert phone.done("Ada") == [1]


def test_taps_go_in_their_order_and_each_says_when_it_was(phone: Phone) -> None:
    phone.page.evaluate(LISTEN)
    phone.page.route(MARK, cut)
    phone.tap("Ada", 1)
    phone.until(lambda: phone.kept()[0]["tries"] > 0)
    for step in (1, 2, 1):  # taken back, another, ticked again
        phone.tap("Ada", step)
    phone.page.unroute(MARK)

    phone.go_on()
    phone.rests()

    assert phone.done("Ada") == [1, 2]
    answered = phone.page.evaluate("window.answered")
    taps = [one.partition("tap=")[2].partition("&")[0].split(".", 1)[1] for one in answered]
    assert [tap[:3] for tap in taps] == ["1.1", "2.1"]
    assert all("when=1" in one for one in answered)


def test_a_tick_whose_answer_was_lost_is_taken_back_all_the_same(phone: Phone) -> None:
    phone.page.route(MARK, answer_lost, times=1)
    phone.tap("Ada", 1)
    phone.says(NO_NETWORK.format(1))
    assert phone.done("Ada") == [1]

    phone.tap("Ada", 1)
    phone.go_on()
    phone.rests()

    assert (phone.done("Ada"), phone.pressed("Ada", 1)) == ([], False)


def test_a_tick_whose_answer_was_lost_counts_once(phone: Phone) -> None:
    phone.page.route(MARK, answer_lost, times=1)
    phone.tap("Ada", 1)
    phone.says(NO_NETWORK.format(1))
    first = phone.club.got(f"achievement/{phone.uids['Ada']}/")

    phone.go_on()
    phone.rests()

    assert phone.club.got(f"achievement/{phone.uids['Ada']}/") == first


def test_a_tap_that_was_never_sent_and_is_taken_back_is_as_none(phone: Phone) -> None:
    phone.page.route(MARK, cut)
    phone.tap("Ben", 1)  # it is tried in vain, and the others wait behind it
    phone.until(lambda: phone.kept()[0]["tries"] > 0)

    phone.tap("Ada", 1)
    phone.tap("Ada", 1)

    assert [one["name"] for one in phone.kept()] == ["Ben Lane"]
    assert phone.pressed("Ada", 1) is False


def test_another_coach_on_the_same_device_sends_nobody_elses_taps(phone: Phone) -> None:
    phone.page.route(MARK, cut)
    phone.tap("Ada", 1)
    phone.says(NO_NETWORK.format(1))
    others = "for (const k of Object.keys(localStorage)) if (k.startsWith('laurel.example.')) {"
    others += (
        " localStorage[k.replace(/[0-9a-f]{24}/, 'f'.repeat(24))] = localStorage[k]; delete localStorage[k] }"
    )
    phone.page.evaluate(others)
    phone.page.unroute(MARK)

    phone.page.reload()
    phone.page.wait_for_timeout(500)

    assert (phone.done("Ada"), phone.pressed("Ada", 1), len(phone.kept())) == ([], False, 1)


def test_where_nothing_can_be_kept_the_forms_do_it(lookers: Lookers, stand: Stand, phone: Phone) -> None:
    with lookers.page("coach") as looked:
        page = looked.page
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })"
        )
        page.goto(phone.register)

        page.locator(f"button[value='{phone.uids['Ada']}.2.1']").click()
        page.wait_for_url("**at=**")

        assert phone.done("Ada") == [2]
        assert page.evaluate("document.activeElement.value").startswith(f"{phone.uids['Ada']}.2.0.")


def test_where_the_device_is_full_the_form_does_it(phone: Phone) -> None:
    full = (
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } }"
    )
    phone.page.evaluate(full)

    phone.tap("Ada", 2)
    phone.page.wait_for_url("**at=**")

    assert phone.done("Ada") == [2]


def test_a_tab_that_sleeps_holds_the_other_up_no_longer_than_half_a_minute(phone: Phone) -> None:
    held = "who => { navigator.locks.request(`laurel.${who}.`, () => new Promise(() => {})) }"
    phone.page.evaluate(held, phone.page.get_attribute("#taps", "data-who"))
    hasten = (
        "() => { const own = AbortSignal.timeout; AbortSignal.timeout = n => own.call(AbortSignal, n / 30) }"
    )
    phone.page.evaluate(hasten)

    phone.tap("Ada", 1)
    phone.rests()

    assert phone.done("Ada") == [1]


def test_without_a_script_it_is_all_the_same(lookers: Lookers, stand: Stand, phone: Phone) -> None:
    with lookers.page("coach", script=False) as looked:
        page = looked.page
        page.goto(phone.register)

        for step in (1, 2, 3):
            page.locator(f"button[value='{phone.uids['Ada']}.{step}.1']").click()
            page.wait_for_url("**at=**")
        page.locator(f"#a{phone.uids['Ada']} button.finish").click()
        page.wait_for_url("**act=finish**")

        assert phone.club.got(f"achievement/{phone.uids['Ada']}/")["finished"] is True
        assert "Finished" in page.locator(f"#a{phone.uids['Ada']}").inner_text()
