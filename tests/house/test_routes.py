"""Every route is declared once, has its policy, its OpenAPI operation and its heading in docs/api/."""

import re
from collections import Counter
from functools import cache
from typing import Any

import pytest

from app import app
from chalicelib.api import front, openapi
from chalicelib.api.blueprint import ADMIN, ANYONE, PAYERS, STAFF
from chalicelib.api.call import Endpoint
from chalicelib.api.front import endpoints
from chalicelib.api.routes import ROUTES
from tests.house import pages, routing

Route = tuple[str, str]

# The only routes that need no key. Whoever adds one here must say why it may be seen by everybody.
PUBLIC = {
    ("POST", "/oauth/token"),  # gives a token to who brings a key
    ("GET", "/openapi.json"),  # holds nothing of any tenant
    ("GET", "/health"),  # holds nothing but the version
    # Whoever holds the link to a paper may read that paper; see docs/decisions/0018.
    ("GET", "/api/v1/public/{flock}/member/{uid}/certificate"),
    ("GET", "/api/v1/public/{flock}/achievement/{uid}/certificate"),
    ("GET", "/api/v1/public/{flock}/member/{uid}/invoice"),
    ("GET", "/api/v1/public/{flock}/invoice/{uid}/pdf"),
    ("GET", "/api/v1/public/{flock}/quote/{uid}/pdf"),
    # Says of a paper what the paper says, to whoever scans its code.
    ("GET", "/api/v1/public/{flock}/verify/{uid}"),
    # A badge is its owner's, who has the link; what verifiers of badges need is made for everybody (0047).
    ("GET", "/api/v1/public/{flock}/achievement/{uid}/credential"),
    ("GET", "/api/v1/public/{flock}/issuer"),
    ("GET", "/api/v1/public/{flock}/jwks"),
    ("GET", "/api/v1/public/{flock}/key/{uid}"),
    ("GET", "/api/v1/public/{flock}/status/{uid}/{shard}"),
}
METHODS = {"get", "post", "put", "delete", "patch", "head", "options", "trace"}


def served() -> set[Route]:
    return {(method, path) for path, methods in app.routes.items() for method in methods} - shown()


def shown() -> set[Route]:
    """The pages for people, which are no part of the API: test_pages.py holds them."""
    return {(endpoint.method, endpoint.path) for endpoint in front.pages()}


def declared() -> list[Route]:
    return [(endpoint.method, endpoint.path) for endpoint in endpoints()]


def operations() -> dict[Route, dict[str, Any]]:
    paths: dict[str, dict[str, Any]] = openapi.document()["paths"]
    return {
        (method.upper(), path): operation
        for path, item in paths.items()
        for method, operation in item.items()
        if method in METHODS
    }


def written() -> set[Route]:
    """The pages write of a twin once, with the route that it doubles."""
    return {(endpoint.method, endpoint.path) for endpoint in endpoints() if not endpoint.twin}


def headings() -> list[Route]:
    found = []
    for page in sorted((pages.DOCS / "api").glob("*.md")):
        for heading in pages.headings(page):
            if match := re.fullmatch(r"(GET|POST|PUT|DELETE|PATCH) (/\S*)", heading):
                found.append((match[1], match[2].rstrip("/")))
    return found


@cache
def documented() -> dict[Route, str]:
    """What stands under each heading, up to the next."""
    found = {}
    for page in sorted((pages.DOCS / "api").glob("*.md")):
        sections = re.split(r"^#+ ", pages.text(page), flags=re.MULTILINE)
        for title, _, body in (section.partition("\n") for section in sections):
            method, _, path = title.partition(" ")
            found[method, path.rstrip("/")] = body.strip()
    return found


def named(endpoint: Endpoint) -> str:
    return f"{endpoint.method} {endpoint.path}"


def test_every_route_that_is_served_was_declared_and_the_other_way_round() -> None:
    assert served() == set(declared())


def test_the_table_of_routes_is_what_the_modules_declare() -> None:
    assert routing.declared() == ROUTES, "after a look: python -m tests.house.routing"


def test_no_route_is_declared_twice() -> None:
    assert [route for route, times in Counter(declared()).items() if times > 1] == []


def test_the_paths_fit_into_one_rest_api() -> None:
    """Each distinct beginning of a path is a resource; API Gateway's quota is 300 unless AWS raises it."""
    parts = [path.strip("/").split("/") for path in app.routes]
    resources = {tuple(one[:length]) for one in parts for length in range(1, len(one) + 1)}

    assert len(resources) <= 280


def test_no_route_ends_with_a_slash_because_the_gateway_takes_both() -> None:
    assert [path for path in app.routes if path.endswith("/") and path != "/"] == []


def test_every_route_has_an_operation_in_openapi_and_the_other_way_round() -> None:
    assert set(operations()) == served()


def test_every_route_has_one_heading_in_the_api_pages_and_the_other_way_round() -> None:
    assert sorted(headings()) == sorted(written())


@pytest.mark.parametrize("endpoint", endpoints(), ids=named)
def test_a_route_says_who_may_call_it_or_is_on_the_closed_list(endpoint: Endpoint) -> None:
    public = (endpoint.method, endpoint.path) in PUBLIC

    assert (endpoint.who is None) == public
    assert public or endpoint.who in (ADMIN, STAFF, ANYONE, PAYERS)


def test_the_closed_list_of_public_routes_names_no_route_that_is_gone() -> None:
    assert served() >= PUBLIC


@pytest.mark.parametrize("endpoint", endpoints(), ids=named)
def test_openapi_says_each_routes_roles(endpoint: Endpoint) -> None:
    operation = operations()[endpoint.method, endpoint.path]

    if endpoint.who is None:
        assert operation["security"] == []
    else:
        assert operation["description"] == f"Roles: {', '.join(sorted(endpoint.who))}."
        assert "security" not in operation, "the document's own holds"


@pytest.mark.parametrize("endpoint", [one for one in endpoints() if not one.twin], ids=named)
def test_the_pages_say_each_routes_roles(endpoint: Endpoint) -> None:
    words = {
        ADMIN: "Admin.",
        STAFF: "Admin, coach.",
        ANYONE: "Roles: all",
        PAYERS: "Admin, member",
        None: "No key.",
    }

    section = documented()[endpoint.method, endpoint.path]

    if section == "As for people.":
        section = documented()[endpoint.method, endpoint.path.replace("organisation", "person")]
    elif endpoint.path == "/oauth/token":
        section += " No key."  # it brings one in the form
    assert [word for word in words.values() if word in section] == [words[endpoint.who]]


def test_a_member_changes_nothing_but_to_claim_what_is_its_own_and_to_high_five() -> None:
    changing = [endpoint for endpoint in endpoints() if endpoint.method != "GET" and endpoint.who]

    allowed = [endpoint.path for endpoint in changing if "member" in (endpoint.who or ())]

    assert [path for path in allowed if not path.endswith(("/award/{awardId}/award", "/high-five"))] == []
