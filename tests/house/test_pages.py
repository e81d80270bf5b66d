"""Every page for people says whom it is for and has its row in docs/pages.md."""

import pytest

from chalicelib.api import front
from chalicelib.api.blueprint import ADMIN, ANYONE, STAFF
from chalicelib.api.call import Endpoint
from tests.house import pages

# What is shown to who is not signed in. Whoever adds one must say why it may be seen by everybody.
OPEN = {
    "GET /site/icon.svg",  # the same for all tenants
    "GET /site/style.css",  # the same for all tenants
    "GET /site/register.js",  # as this is
    "GET /site/{flock}/look.css",  # a tenant's colours
    "GET /site/{flock}/logo",  # its logo, which mails show, too
    "GET /site/{flock}/sign-in",  # who signs in is not signed in
    "POST /site/{flock}/sign-in",
    "GET /site/{flock}/enter",
    "POST /site/{flock}/enter",
    "GET /site/{flock}/achievement/{uid}",  # to the reader of a mail, who brings a pass; else leads to sign in
    "POST /site/{flock}/achievement/{uid}/sign-in",  # sends that reader a link, to its own address
}
WHO = {None: "everybody", ANYONE: "signed in", STAFF: "coaches", ADMIN: "admins"}


def route(endpoint: Endpoint) -> str:
    return f"{endpoint.method} {endpoint.path}"


@pytest.mark.parametrize("endpoint", front.pages(), ids=route)
def test_a_page_says_whom_it_is_for_or_is_on_the_closed_list(endpoint: Endpoint) -> None:
    assert (endpoint.who is None) == (route(endpoint) in OPEN)
    assert endpoint.who in WHO


def test_the_closed_list_names_no_page_that_is_gone() -> None:
    assert {route(one) for one in front.pages()} >= OPEN


def test_every_page_has_its_row_which_says_whom_it_is_for() -> None:
    lines = pages.lines(pages.DOCS / "pages.md").items()
    rows = {name.strip("`"): cells for name, cells in lines if name.startswith(("`GET ", "`POST "))}

    assert {name: cells[1] for name, cells in rows.items()} == {
        route(one): WHO[one.who] for one in front.pages()
    }
