"""Who is signed in: by one cookie of this tenant, as long as it is good, and nobody by a stolen or planted one."""

import pytest

from tests.pages.browser import SITE, Browser, Page
from tests.pages.walls.records import address
from tests.pages.walls.scene import Scene

NAME = "laurel_session"
OUT, IN = 303, 200


def shown(scene: Scene, cookie: str, path: str = SITE) -> Page:
    """The first page, for a browser that sends this text as its cookies."""
    return Browser(scene.club.house, Cookie=cookie).get(path, follow=False)


def secret(scene: Scene, who: str) -> str:
    return scene.browsers[who].cookies[NAME]


def test_a_session_opens_its_own_tenant_alone(scene: Scene) -> None:
    here, there = secret(scene, "admin"), secret(scene, "foreign admin")

    assert shown(scene, f"{NAME}={here}").status == IN
    assert shown(scene, f"{NAME}={there}").status == OUT
    assert shown(scene, f"{NAME}={here}", "/site/other").status == OUT
    assert shown(scene, f"{NAME}={there}", "/site/other").status == IN


def test_two_sessions_in_one_request_are_none(scene: Scene) -> None:
    """Another site of the same domain can plant a cookie, but not take the one away that is there."""
    own, planted = secret(scene, "parent"), secret(scene, "other parent")

    assert shown(scene, f"{NAME}={own}; {NAME}={planted}").status == OUT
    assert shown(scene, f"{NAME}={planted}; {NAME}={own}").status == OUT
    assert shown(scene, f"{NAME}={own}; {NAME}={own}").status == IN


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "laurel_session",
        "laurel_session=",
        "laurel_session=0",
        f"laurel_session={'0' * 32}",
        f"laurel_session={'0' * 9000}",
        "laurel_session=../../etc/passwd",
        'laurel_session={"$ne": ""}',
        "laurel_session=é" + "0" * 31,
        f"Laurel_Session={'0' * 32}",
    ],
)
def test_what_is_no_session_of_ours_opens_nothing_and_breaks_nothing(scene: Scene, cookie: str) -> None:
    assert shown(scene, cookie).status == OUT


def test_a_quoted_or_changed_secret_is_another_one(scene: Scene) -> None:
    own = secret(scene, "admin")
    swapped = own.swapcase()

    assert [shown(scene, f"{NAME}={text}").status for text in (f'"{own}"', swapped, own[:-1], own + "0")] == [
        OUT
    ] * 4


def test_signing_in_makes_a_new_secret_and_ends_the_one_that_was_there(scene: Scene) -> None:
    """What somebody planted before, or looked at over a shoulder, is worth nothing after."""
    with scene.put_back():
        browser = scene.browsers["parent"]
        planted = browser.cookies[NAME]

        browser.sign_in(address("parent"))

        assert browser.cookies[NAME] != planted
        assert shown(scene, f"{NAME}={planted}").status == OUT


def test_a_secret_that_was_planted_before_signing_in_is_not_taken_over(scene: Scene) -> None:
    with scene.put_back():
        browser = Browser(scene.club.house)
        browser.cookies[NAME] = "f" * 32

        browser.sign_in(address("parent"))

        assert browser.cookies[NAME] != "f" * 32
        assert shown(scene, f"{NAME}={'f' * 32}").status == OUT


def test_a_cookie_that_was_copied_is_worth_nothing_after_signing_out(scene: Scene) -> None:
    with scene.put_back():
        browser = scene.browsers["parent"]
        copied = browser.cookies[NAME]

        browser.send(browser.get(SITE), "/sign-out")

        assert shown(scene, f"{NAME}={copied}").status == OUT


def test_the_secret_stands_in_no_page_no_mail_and_not_in_the_table(scene: Scene) -> None:
    own = secret(scene, "admin")

    said = [
        scene.browsers["admin"].get(SITE).source,
        *(mail.html + mail.text for mail in scene.club.house.mails()),
    ]

    assert not any(own in text for text in said)
    assert own not in str(scene.club.items())
