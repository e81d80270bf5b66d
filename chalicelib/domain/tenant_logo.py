"""A tenant's own logo, as its pages and mails show it: an upload, made harmless before it is kept."""

import hashlib

from .icons import MediaType, Picture, picture
from .refusals import Invalid

_ENDINGS: dict[MediaType, str] = {"image/png": ".png", "image/svg+xml": ".svg"}


def logo(file: bytes) -> Picture:
    """What is kept of an upload; the limits are those of a paper's logo."""
    try:
        return picture(file)
    except Invalid as refused:
        why = next(iter(refused.fields.values())).replace("An SVG icon", "An SVG logo")
        raise Invalid("The file is not a logo.", {"logo": why}) from None


def name_of(kept: Picture) -> str:
    """What it is called in addresses: another file has another name."""
    return hashlib.sha256(kept.file).hexdigest()[:16] + _ENDINGS[kept.media]


def media_of(name: str) -> MediaType:
    return next(media for media, ending in _ENDINGS.items() if name.endswith(ending))
