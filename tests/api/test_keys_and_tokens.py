"""API keys and the tokens made from them: shown once, listed by prefix, rotated, revoked; RFC 6749."""

import base64
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from sandbox.gateway import Reply
from tests.api.refusing import refused
from tests.asking import Club

FORM = "application/x-www-form-urlencoded"
GRANT = {"grant_type": "client_credentials"}


def opens(club: Club, key: str, path: str = "person/") -> int:
    return club.ask("GET", path, role=None, headers={"Authorization": f"Bearer {key}"}).status


def basic(user: str, password: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


def token(club: Club, form: Any, headers: dict[str, str] | None = None, kind: str = FORM) -> Reply:
    raw = form if isinstance(form, bytes) else urlencode(form).encode()
    return club.ask(
        "POST", "/oauth/token", role=None, raw=raw, headers={"Content-Type": kind, **(headers or {})}
    )


class TestKeys:
    @pytest.mark.parametrize("role", ["admin", "coach", "member"])
    def test_a_new_key_opens_what_its_role_may(self, swift: Club, role: str) -> None:
        contact = swift.person()

        made = swift.made("api_key/", {"role": role, "contact": contact["uri"], "label": "office"})

        assert made["key"].startswith(made["prefix"] + "_") and made["prefix"] == f"lrl_{made['key_id']}"
        assert (made["role"], made["contact"], made["label"]) == (role, contact["uri"], "office")
        assert opens(swift, made["key"]) == 200
        assert opens(swift, made["key"], "api_key/") == (200 if role == "admin" else 403)

    def test_keys_are_listed_by_prefix_and_role_and_never_shown_again(self, swift: Club) -> None:
        made = swift.made("api_key/", {"role": "coach"})

        listed = swift.got("api_key/?role=coach&page_size=100")["results"]

        shown = {name: value for name, value in made.items() if name != "key"}
        assert shown in listed and {one["role"] for one in listed} == {"coach"}
        assert swift.got(f"api_key/{made['uid']}/") == shown
        refused(swift, lambda: swift.ask("GET", "api_key/?role=king"), 422, calls=1)

    def test_a_label_is_changed_and_nothing_else_of_a_key(self, swift: Club) -> None:
        made = swift.made("api_key/", {"role": "coach", "label": "old"})
        shown = swift.got(f"api_key/{made['uid']}/")

        assert swift.done(f"api_key/{made['uid']}/", {**shown, "label": "new"}) == {**shown, "label": "new"}
        assert swift.done(f"api_key/{made['uid']}/", {"label": None})["label"] is None
        for change in (
            {"role": "admin"},
            {"expires": "2030-01-01T00:00:00"},
            {"revoked": None, "key": "x"},
            {"digest": "x"},
        ):
            refused(swift, lambda c=change: swift.ask("PUT", f"api_key/{made['uid']}/", c), 422)  # type: ignore[misc]

    def test_revoking_twice_is_as_once_and_the_record_stays(self, swift: Club) -> None:
        made = swift.made("api_key/", {"role": "coach"})

        replies = [swift.ask("DELETE", f"api_key/{made['uid']}/").status for _ in range(2)]

        assert replies == [204, 204]
        assert swift.got(f"api_key/{made['uid']}/")["revoked"] is not None
        assert opens(swift, made["key"]) == 401
        refused(swift, lambda: swift.ask("POST", f"api_key/{made['uid']}/rotate/"), 409)

    def test_a_rotated_key_goes_on_for_a_day_beside_the_new_one(self, club: Club) -> None:
        old = club.made("api_key/", {"role": "coach", "label": "office"})

        new = club.made(f"api_key/{old['uid']}/rotate/", None)
        both = (opens(club, old["key"]), opens(club, new["key"]))
        club.house.clock.turn_to(club.house.clock.now() + timedelta(hours=24))

        assert new["key"] != old["key"] and (new["role"], new["label"]) == ("coach", "office")
        assert both == (200, 200)
        assert (opens(club, old["key"]), opens(club, new["key"])) == (401, 200)

    def test_a_key_of_another_tenant_is_not_found_by_its_uid(self, swift: Club) -> None:
        foreign = swift.made("/api/v1/other/api_key/", {"role": "coach"}, role="other")

        for method, path in (("GET", ""), ("PUT", ""), ("DELETE", ""), ("POST", "rotate/")):
            body = {"label": "x"} if method == "PUT" else None
            refused(
                swift, lambda m=method, p=path, b=body: swift.ask(m, f"api_key/{foreign['uid']}/{p}", b), 404
            )  # type: ignore[misc]
        assert (
            swift.ask("GET", "/api/v1/other/person/", role=None, headers={"X-API-KEY": foreign["key"]}).status
            == 200
        )


class TestTokens:
    @pytest.mark.parametrize("style", ["form", "basic", "basic with any user"])
    def test_a_key_is_changed_for_a_token_that_opens_for_an_hour(self, club: Club, style: str) -> None:
        key = club.keys["coach"]
        ways: dict[str, tuple[dict[str, str], dict[str, str]]] = {
            "form": ({**GRANT, "client_id": key[4:16], "client_secret": key}, {}),
            "basic": (GRANT, basic(key[4:16], key)),
            "basic with any user": (GRANT, basic("any", key)),
        }

        reply = token(club, *ways[style])

        assert reply.status == 200, reply.body
        assert reply.headers["Cache-Control"] == "no-store" and reply.headers["Pragma"] == "no-cache"
        assert reply.json.keys() == {"access_token", "token_type", "expires_in"}
        assert (reply.json["token_type"], reply.json["expires_in"]) == ("Bearer", 3600)
        assert opens(club, reply.json["access_token"]) == 200
        assert opens(club, reply.json["access_token"], "api_key/") == 403
        club.house.clock.turn_to(club.house.clock.now() + timedelta(hours=1))
        assert opens(club, reply.json["access_token"]) == 401

    def test_a_token_dies_with_its_key(self, swift: Club) -> None:
        made = swift.made("api_key/", {"role": "coach"})
        access = token(swift, GRANT, basic("", made["key"])).json["access_token"]
        assert opens(swift, access) == 200

        swift.ask("DELETE", f"api_key/{made['uid']}/")

        assert opens(swift, access) == 401

    def test_a_token_lives_no_longer_than_its_key_and_says_so(self, club: Club) -> None:
        made = club.made("api_key/", {"role": "coach", "expires": "2026-11-21T12:10:00"})

        assert token(club, GRANT, basic("", made["key"])).json["expires_in"] == 600

    REFUSED: dict[str, tuple[Any, dict[str, str], str, int, str]] = {
        "no grant": ({}, {}, FORM, 400, "invalid_request"),
        "another grant": ({"grant_type": "password"}, {}, FORM, 400, "unsupported_grant_type"),
        "an empty grant": ({"grant_type": ""}, {}, FORM, 400, "unsupported_grant_type"),
        "nobody": (GRANT, {}, FORM, 401, "invalid_client"),
        "an empty secret": ({**GRANT, "client_secret": ""}, {}, FORM, 401, "invalid_client"),
        "an unknown secret": ({**GRANT, "client_secret": "x"}, {}, FORM, 401, "invalid_client"),
        "a secret of 10 KB": ({**GRANT, "client_secret": "x" * 10_000}, {}, FORM, 401, "invalid_client"),
        "a secret not ASCII": ({**GRANT, "client_secret": "clé"}, {}, FORM, 401, "invalid_client"),
        "a bearer": (GRANT, {"Authorization": "Bearer x"}, FORM, 401, "invalid_client"),
        "Basic that is none": (GRANT, {"Authorization": "Basic !!!!"}, FORM, 401, "invalid_client"),
        "Basic not UTF-8": (GRANT, {"Authorization": "Basic /////w=="}, FORM, 401, "invalid_client"),
        "two ways": ({**GRANT, "client_secret": "x"}, basic("a", "b"), FORM, 400, "invalid_request"),
        "twice": (
            b"grant_type=client_credentials&grant_type=client_credentials",
            {},
            FORM,
            400,
            "invalid_request",
        ),
        "not UTF-8": (b"grant_type=%ff", {}, FORM, 400, "invalid_request"),
        "raw bytes": (b"\xff\xfe", {}, FORM, 400, "invalid_request"),
        "many fields": (b"&".join(b"a%d=1" % n for n in range(5000)), {}, FORM, 413, "invalid_request"),
        "a hundred fields": (b"&".join(b"a%d=1" % n for n in range(100)), {}, FORM, 400, "invalid_request"),
        "JSON": (b'{"grant_type":"client_credentials"}', {}, "application/json", 415, "invalid_request"),
        "too large": (b"a=" + b"x" * 300_000, {}, FORM, 413, "invalid_request"),
    }

    @pytest.mark.parametrize("case", REFUSED)
    def test_a_token_is_refused_in_the_words_of_rfc_6749(self, swift: Club, case: str) -> None:
        form, headers, kind, status, error = self.REFUSED[case]
        before = swift.items()

        reply = token(swift, form, headers, kind)

        assert (reply.status, reply.json["error"]) == (status, error), reply.body
        assert reply.json.keys() <= {"error", "error_description"}
        assert ("WWW-Authenticate" in reply.headers) == (status == 401)
        assert swift.items() == before

    def test_a_token_makes_no_token(self, swift: Club) -> None:
        access = token(swift, GRANT, basic("", swift.keys["coach"])).json["access_token"]

        assert token(swift, GRANT, basic("", access)).status == 401

    @pytest.mark.parametrize("place", range(17, 71, 6))
    def test_a_token_with_a_changed_letter_is_nobody_s(self, swift: Club, place: int) -> None:
        access = token(swift, GRANT, basic("", swift.keys["coach"])).json["access_token"]
        changed = access[:place] + ("1" if access[place] != "1" else "2") + access[place + 1 :]

        assert opens(swift, changed) == 401
