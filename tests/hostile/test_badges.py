"""Words of tenants and people in badges, in their pictures and on the page that verifies them stay words."""

import json
from collections import Counter
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.api.badging import Holder, payload
from tests.api.routes import Furnished
from tests.hostile.attacks import KINDS
from tests.hostile.keeping import kept
from tests.hostile.test_papers_and_letters import harmless

SVG = "{http://www.w3.org/2000/svg}"


def worked(rooms: Furnished, text: str) -> Any:
    """Somebody of that name finished something of that name; None where the name is refused."""
    club = rooms.club
    kind = {"name": text[:200], "steps": [text[:200]], "description": text[:2_000]}
    made = club.ask("POST", "achievement_type/", kind)
    named = club.ask("POST", "person/", {"first_name": text[:64], "email": "ada@example.org"})
    if (made.status, named.status) != (201, 201):
        return None
    club.ask("PUT", "tenant/", {"name": text[:100]})
    return club.finished(kind=made.json, contact=named.json)


def a_picture(svg: bytes, token: str) -> None:
    """Of its own elements alone, with the badge in it as it was signed."""
    root = ElementTree.fromstring(svg)
    tags = Counter(one.tag for one in root.iter())
    lines = tags.pop(f"{SVG}text")
    assert 3 <= lines <= 6
    assert tags == {
        f"{SVG}svg": 1,
        "{https://purl.imsglobal.org/ob/v3p0}credential": 1,
        f"{SVG}title": 1,
        f"{SVG}circle": 2,
        f"{SVG}g": 1,
    }
    assert root[0].get("verify") == token
    names = {name for one in root.iter() for name in one.attrib}
    assert not [name for name in names if name.startswith("on") or "href" in name or name == "style"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_badge_is_made_of_words_whatever_they_are(rooms: Furnished, kind: str) -> None:
    holder, tried = Holder(rooms.club), 0

    with kept(rooms.club):
        for text in KINDS[kind].values():
            if (work := worked(rooms, text)) is None:
                continue
            tried += 1
            token = holder.badge(work)
            a_picture(holder.ask(f"achievement/{work['uid']}/credential/?format=svg").body, token)
            assert payload(token)["name"] == work["name"]
            assert json.dumps(payload(token))
            page = rooms.club.ask(
                "GET",
                f"/api/v1/public/{rooms.club.tenant}/verify/{work['uid']}/",
                role=None,
                headers={"Accept": "text/html"},
            )
            assert page.status == 200
            harmless(page.body.decode(), page=True)

    assert tried
