"""Forms that another site sends in somebody's name, pages within pages, and links that lead astray."""

import pytest

from chalicelib.api.call import Endpoint
from chalicelib.api.pages.room import POLICY
from tests.pages.walls.addresses import route
from tests.pages.walls.records import PEOPLE
from tests.pages.walls.scene import GETS, POSTS, Scene

# They say nothing of whoever is signed in, and do nothing in their name.
OPEN = {"POST /sign-in", "POST /enter"}
BY_POST = pytest.mark.parametrize("form", POSTS, ids=route)


def hand(form: Endpoint) -> str:
    """Whoever may send it."""
    return (
        "parent" if form.who is None or "member" in form.who else "coach" if "coach" in form.who else "admin"
    )


@BY_POST
@pytest.mark.parametrize("token", [None, "", "0" * 32, "another's"])
def test_a_form_without_the_token_of_its_session_is_refused_and_does_nothing(
    scene: Scene, form: Endpoint, token: str | None
) -> None:
    before, who = scene.before, hand(form)
    brought = scene.token_of("staff" if who != "staff" else "admin") if token == "another's" else token
    fields = [*scene.fields(form), *([] if brought is None else [("csrf", brought)])]

    page, after = scene.post_and_look(form, who, fields)

    assert page.status == 403
    assert after == before


@BY_POST
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1:8000"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:80"},
        {"Origin": "http://127.0.0.1:8000.evil.example"},
    ],
    ids=str,
)
def test_a_form_of_another_site_is_refused_and_does_nothing_though_it_has_the_token(
    scene: Scene, form: Endpoint, headers: dict[str, str]
) -> None:
    before, who = scene.before, hand(form)
    fields = [*scene.fields(form), ("csrf", scene.token_of(who))]

    page, after = scene.post_and_look(form, who, fields, **headers)

    assert page.status == 403
    assert after == before


@BY_POST
@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data; boundary=x", ""])
def test_a_form_in_a_dress_that_other_sites_may_send_is_refused(
    scene: Scene, form: Endpoint, kind: str
) -> None:
    who = hand(form)
    fields = [*scene.fields(form), ("csrf", scene.token_of(who))]

    page = scene.post(form, who, fields, **{"Content-Type": kind})

    assert 400 <= page.status < 500


def test_no_answer_may_be_framed_guessed_at_indexed_or_kept(scene: Scene) -> None:
    """Whether it is a page, a refusal, or on the way to one."""
    for one in [*GETS, *POSTS]:
        for who in PEOPLE:
            page = scene.open(one, who) if one.method == "GET" else scene.post(one, who, [])
            said = page.reply.headers
            assert said["X-Content-Type-Options"] == "nosniff", route(one)
            assert said["X-Frame-Options"] == "DENY", route(one)
            assert "frame-ancestors 'none'" in said["Content-Security-Policy"], route(one)
            if said["Content-Type"].startswith("text/html"):
                assert said["Content-Security-Policy"] == POLICY, route(one)
                assert said["Cache-Control"] == "private, no-store", (route(one), who)
                assert said["Referrer-Policy"] == "same-origin", route(one)
                assert said["Cross-Origin-Opener-Policy"] == "same-origin", route(one)


@pytest.mark.parametrize("page", [one for one in GETS if one.who is not None], ids=route)
def test_whoever_is_sent_to_sign_in_stays_at_the_tenant(scene: Scene, page: Endpoint) -> None:
    location = scene.open(page, "nobody").reply.headers["Location"]

    assert location.partition("?")[0] == "/site/example/sign-in"


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "/site/example//evil.example",
        "/site/example/%2F%2Fevil.example",
        "/site/example/..%2f..%2f",
    ],
)
def test_no_path_leads_away(scene: Scene, path: str) -> None:
    reply = scene.club.house.ask("GET", path, {"Host": "evil.example", "X-Forwarded-Host": "evil.example"})

    assert "evil.example" not in reply.headers.get("Location", "").partition("?")[0]
    assert reply.status in (303, 404)
