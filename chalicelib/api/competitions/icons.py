"""Routes of icons: the starter set and a tenant's own, and the pictures themselves."""

import base64
from typing import Any

from ...actions import icons
from ...domain.icons import picture
from ..blueprint import ADMIN, ANYONE
from ..call import Answer, Call
from . import show, wire
from . import wire_members as wired
from .face import SPACE, CompetitionFace, short_id
from .lists import Listing, one
from .searching import GENERIC, listed

face = CompetitionFace()
COLLECTION = f"{SPACE}/achievements/icons"
ID_LENGTH = 20
FILTERS = {"fileName": "Exactly this.", "mimeType": "image/svg+xml or image/png."}
# A picture is looked at and does nothing, wherever it is opened.
HARMLESS = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}


@face.endpoint(
    "GET",
    COLLECTION,
    who=ANYONE,
    summary="List icons: the starter set first, then the tenant's own.",
    answers=Listing,
    query={**GENERIC, **FILTERS},
)
def list_icon(call: Call) -> Any:
    return listed(
        call,
        (*FILTERS, "created", "size"),
        paged=lambda page: icons.listed(call.table, page, now=call.now),
        every=lambda: icons.all_of(call.table),
        show=lambda icon: show.icon(call, icon),
    )


@face.endpoint(
    "GET", COLLECTION + "/{iconId}", who=ANYONE, summary="An icon's picture.", media="image/svg+xml"
)
def get_icon(call: Call, icon_id: str) -> Any:
    found = icons.file(call.table, short_id(icon_id, "attachment"))
    return Answer(found.file, 200, {"Content-Type": found.media, **HARMLESS})


@face.endpoint(
    "POST",
    f"{SPACE}/achievements/icon-uploads",
    who=ADMIN,
    summary="Upload an icon: a PNG or an SVG of at most 256 KB.",
    body=wired.IconBody,
    answers=wire.One,
    most=wired.UPLOAD_BYTES,
)
def upload_icon(call: Call) -> Any:
    clean = picture(base64.b64decode(call.body.file))
    icon = icons.add(call.table, call.ids.letters(ID_LENGTH), call.body.fileName, clean, at=call.now)
    return one(show.icon(call, icon))
