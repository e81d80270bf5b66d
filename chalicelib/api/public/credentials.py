"""The route of badges: a finished achievement as a signed Open Badges 3.0 credential."""

from collections.abc import Callable, Mapping
from typing import Any

from ...actions import credentials
from ...actions.visits import Visit
from ...documents import baking
from ...domain.refusals import Invalid
from ...wiring import wiring
from .. import wire
from ..call import Answer
from .door import Door

face = Door()
JWT = "application/jwt"
FORMAT = {"format": "jwt (the signed badge), svg (a picture with it inside), or json (what it says)."}


@face.page(
    "/achievement/{uid}/credential",
    summary="A finished achievement as a signed Open Badges 3.0 credential.",
    query=FORMAT,
    media=JWT,
    formats=("image/svg+xml", "application/json"),
)
def public_credential(visit: Visit, headers: dict[str, str]) -> Answer:
    wanted = visit.query.get("format", "jwt")
    if wanted not in FORMATS:
        raise Invalid("Unknown format.", {"format": "one of " + ", ".join(FORMATS)})
    wired = wiring()
    token, claims = credentials.issue(visit, wired.signing_key, wired.ids.number)
    return FORMATS[wanted](visit, token, claims)


def _jwt(_: Visit, token: str, __: Mapping[str, Any]) -> Answer:
    return _file(token, JWT, "badge.jwt")


def _json(_: Visit, __: str, claims: Mapping[str, Any]) -> Answer:
    return _file(wire.dumps(dict(claims)), "application/json", "badge.json")


def _svg(visit: Visit, token: str, claims: Mapping[str, Any]) -> Answer:
    """A browser that shows it runs nothing of it."""
    drawn = baking.drawn(token, claims, visit.tenant)
    answer = _file(drawn, "image/svg+xml; charset=utf-8", "badge.svg")
    return Answer(
        answer.body, 200, {**answer.headers, "Content-Security-Policy": "default-src 'none'; sandbox"}
    )


FORMATS: Mapping[str, Callable[[Visit, str, Mapping[str, Any]], Answer]] = {
    "jwt": _jwt,
    "svg": _svg,
    "json": _json,
}


def _file(text: str, media: str, name: str) -> Answer:
    described = {"Content-Type": media, "Content-Disposition": f'attachment; filename="{name}"'}
    return Answer(text, 200, described)
