"""The flows of a tenant's looks: its logo, by the API and by the office's page, and the page's settings."""

import base64

from tests.domain.logo_files import a_svg
from tests.faults.flow import Flow, Request
from tests.faults.stage import Stage
from tests.pages.browser import SITE, Browser, Page

OLGA = "olga.office@example.org"
DRAWING = a_svg('<path d="M1 1h7v7z"/>')
LOGO = {"logo": base64.b64encode(DRAWING).decode()}
EDGE = "edge"
UPLOAD, REMOVE = Request("PUT", "tenant/logo/", 200, LOGO), Request("DELETE", "tenant/logo/", 204)


def with_a_logo(stage: Stage) -> None:
    assert UPLOAD.ask(stage).status == 200


def at_the_desk(stage: Stage) -> None:
    """An admin has the page of settings open."""
    stage.club.person(first_name="Olga", email=OLGA, role="admin")
    browser = stage.notes["browser"] = Browser(stage.house)
    browser.sign_in(OLGA)
    stage.notes["page"] = browser.get(f"{SITE}/settings")


def with_a_logo_on_it(stage: Stage) -> None:
    with_a_logo(stage)
    at_the_desk(stage)


def change(stage: Stage, retried: bool) -> bool:
    wanted = {"name": "The Club", "colour": "#123456", "timezone": "Europe/Berlin"}
    return _done(stage.notes["browser"].send(stage.notes["page"], "/settings", follow=False, **wanted))


def upload(stage: Stage, retried: bool) -> bool:
    csrf = dict(stage.notes["page"].form("/settings/logo").fields)["csrf"].encode()
    head = b'--edge\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
    parts = (b"csrf", b"", csrf), (b"logo", b'; filename="l.svg"', DRAWING)
    body = b"".join(head % part for part in parts) + b"--edge--\r\n"
    kind = {"Content-Type": f"multipart/form-data; boundary={EDGE}"}
    return _done(stage.notes["browser"].bring(f"{SITE}/settings/logo", body, **kind))


def take_away(stage: Stage, retried: bool) -> bool:
    return _done(stage.notes["browser"].send(stage.notes["page"], "/settings/logo/remove", follow=False))


def _done(page: Page) -> bool:
    if page.status == 503:
        return False
    assert page.status == 303, (page.status, page.text)
    return True


FLOWS: tuple[Flow, ...] = (
    Flow("upload a logo", lambda stage: None, UPLOAD.act, ("PUT /api/v1/{flock}/tenant/logo",)),
    Flow("take a logo away", with_a_logo, REMOVE.act, ("DELETE /api/v1/{flock}/tenant/logo",)),
    Flow("change settings", at_the_desk, change, ("POST /site/{flock}/settings",)),
    Flow(
        "upload a logo by a form",
        at_the_desk,
        upload,
        ("POST /site/{flock}/settings/logo",),
        like="upload a logo",
    ),
    Flow(
        "take a logo away by a form",
        with_a_logo_on_it,
        take_away,
        ("POST /site/{flock}/settings/logo/remove",),
        like="take a logo away",
    ),
)
