"""Icons: a starter set for every tenant, and uploads that are kept as nothing but their picture."""

import base64
from typing import Any

import pytest

from chalicelib.domain.icons import OF_THE_SEED, STARTERS
from tests.api.competing import SPACE, errors, made, post, with_achievement
from tests.asking import Club
from tests.domain.logo_files import a_png, chunk

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M1 1h8v8z"></path></svg>'


def upload(club: Club, file: bytes, name: str = "mine.svg") -> Any:
    return post(
        club, {"fileName": name, "file": base64.b64encode(file).decode()}, "achievements/icon-uploads"
    )


def test_every_tenant_has_the_starter_set_with_the_seed_s_icon_first(swift: Club) -> None:
    for tenant, role in (("example", "admin"), ("other", "other")):
        found = swift.got(f"/api/{tenant}/achievements/icons", role=role)

        assert found["data"][0]["id"] == OF_THE_SEED
        assert [one["id"] for one in found["data"]][: len(STARTERS)] == list(STARTERS)
        assert len(STARTERS) == 12


@pytest.mark.parametrize("uid", STARTERS)
def test_a_starter_icon_is_a_picture_and_needs_no_read(swift: Club, uid: str) -> None:
    before = swift.house.meter.calls.total()

    reply = swift.ask("GET", f"{SPACE}/achievements/icons/{uid}")

    assert (reply.status, reply.headers["Content-Type"]) == (200, "image/svg+xml")
    assert reply.body.startswith(b"<svg ") and b"currentcolor" not in reply.body.lower()
    assert "sandbox" in reply.headers["Content-Security-Policy"]
    assert swift.house.meter.calls.total() - before == 1, "the key"


def test_an_uploaded_icon_is_served_listed_and_used(swift: Club) -> None:
    icon = upload(swift, DRAWING).json["data"]

    reply = swift.ask("GET", f"{SPACE}/achievements/icons/{icon['id']}", role="member")

    assert (reply.status, reply.body) == (200, DRAWING)
    assert icon["url"] == f"http://127.0.0.1:8000{SPACE}/achievements/icons/{icon['id']}"
    assert icon in swift.got(f"{SPACE}/achievements/icons?_limit=100")["data"]
    assert icon in swift.got(f"{SPACE}/achievements/icons?fileName=mine.svg")["data"]
    assert made(swift, icon=icon["id"])["icon"] == icon["id"]


def test_another_tenant_s_icon_is_as_one_that_does_not_exist(swift: Club) -> None:
    icon = upload(swift, DRAWING).json["data"]["id"]
    key = {"X-API-KEY": swift.keys["other"]}

    look = swift.ask("GET", f"/api/other/achievements/icons/{icon}", role=None, headers=key)
    use = swift.ask("POST", "/api/other/achievements", with_achievement(icon=icon), role=None, headers=key)

    unknown = (1007, 404, f"Invalid attachment ID [{icon}], record not found")
    assert errors(look) == errors(use) == [unknown]


HOSTILE: dict[str, tuple[bytes, bytes]] = {
    "a script": (b"<script>alert(1)</script>", b""),
    "a handler": (b'<path d="M0 0" onclick="alert(1)"/>', b'<path d="M0 0"></path>'),
    "a link": (b'<a href="javascript:alert(1)"><path d="M1 1"/></a>', b""),
    "foreign HTML": (
        b'<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">x</body></foreignObject>',
        b"",
    ),
    "a picture from outside": (b'<image href="https://evil.example/x.png"/>', b""),
    "a paint from outside": (
        b'<path d="M0 0" fill="url(https://evil.example/#x)"/>',
        b'<path d="M0 0"></path>',
    ),
    "a style sheet": (b"<style>@import url(https://evil.example)</style>", b""),
    "an animation": (b'<animate attributeName="href" to="javascript:alert(1)"/>', b""),
    "a comment": (b"<!-- secret --><path d='M0 0'/>", b'<path d="M0 0"></path>'),
    "use of another file": (b'<use href="https://evil.example/x.svg#a"/>', b""),
    "half a style": (
        b'<g style="fill:red;background:url(https://evil.example)"/>',
        b'<g style="fill:red"></g>',
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_no_picture_is_left_out_of_an_upload(swift: Club, case: str) -> None:
    inner, kept = HOSTILE[case]
    frame = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"%s>%s</svg>'

    icon = upload(swift, b'<?xml version="1.0"?>' + frame % (b' onload="alert(1)"', inner)).json["data"]

    assert swift.ask("GET", f"{SPACE}/achievements/icons/{icon['id']}").body == frame % (b"", kept)


def test_a_png_keeps_its_pixels_and_loses_what_else_is_in_it(swift: Club) -> None:
    whole = a_png(8, 8)
    dressed = whole[:33] + chunk(b"tEXt", b"Comment\0secret") + whole[33:]

    icon = upload(swift, dressed, "mine.png").json["data"]

    reply = swift.ask("GET", f"{SPACE}/achievements/icons/{icon['id']}")
    assert reply.status == 200, reply
    assert icon["mimeType"] == reply.headers["Content-Type"] == "image/png"
    assert reply.body == whole


REFUSED = {
    "nothing": b"",
    "a text": b"hello",
    "HTML": b"<html><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/></html>",
    "a GIF": b"GIF89a" + bytes(20),
    "half a PNG": a_png(8, 8)[:-20],
    "a PNG with a tail": a_png(8, 8) + b"<script>",
    "a bomb": a_png(8, 8)[:16] + b"\0\0\x75\x30\0\0\x75\x30" + a_png(8, 8)[24:],
    "entities": b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">&a;</svg>',
    "an outside entity": b'<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
    "no frame": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "100 deep": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    + b"<g>" * 100
    + b"</g>" * 100
    + b"</svg>",
    "not UTF-8": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><desc>\xff</desc></svg>',
    "257 KB": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">' + b" " * 257 * 1024 + b"</svg>",
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_is_no_icon_is_refused(swift: Club, case: str) -> None:
    before = swift.items()

    ((code, status, message),) = errors(upload(swift, REFUSED[case]))

    assert (code, status) == (1003, 406) and message.startswith("file: ")
    assert swift.items() == before


def test_a_file_that_is_no_base64_is_refused(swift: Club) -> None:
    assert errors(post(swift, {"fileName": "x", "file": "%%%"}, "achievements/icon-uploads")) == [
        (1003, 406, "file: base64 is expected")
    ]
    assert errors(post(swift, {"fileName": "x"}, "achievements/icon-uploads")) == [
        (1002, 404, "No usable value for file")
    ]


def test_an_icon_of_256_kb_is_taken(swift: Club) -> None:
    padded = DRAWING.replace(b"</svg>", b" " * (256 * 1024 - len(DRAWING)) + b"</svg>")
    assert len(padded) == 256 * 1024

    assert upload(swift, padded).status == 200
