"""Icons of achievements: the starter set of every tenant, and uploads made harmless before they are kept."""

import base64
import hashlib
import struct
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from .clean_drawings import cleaned_svg
from .logos import LARGEST_FILE, PNG_MAGIC, fault_in_logo, is_png, png_chunks
from .refusals import Invalid

MediaType = Literal["image/svg+xml", "image/png"]
# What a picture needs; all else (texts, times, colour profiles, whatever is hidden in it) is left out.
NEEDED_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
# The icon that seed 001's example names.
OF_THE_SEED = "0ne5jGYB36Z7kpQy5AT9"
_NAMES = (
    *("star", "laurel", "trophy", "medal", "ribbon", "crown"),
    *("shield", "flame", "bolt", "heart", "target", "flag"),
)


@dataclass(kw_only=True)
class Icon:
    """An uploaded icon; its file is kept apart."""

    uid: str
    name: str
    media: MediaType
    size: int
    created: datetime
    last_updated: datetime
    version: int = 0


@dataclass(frozen=True)
class Picture:
    """A file that was judged by its content and holds nothing but its picture."""

    media: MediaType
    file: bytes


def _uid(name: str) -> str:
    digest = hashlib.sha256(f"laurel icon {name}".encode()).digest()
    return base64.urlsafe_b64encode(digest)[:20].decode()


# The starter set: ids that are the same for every tenant, and the names of their files.
STARTERS: dict[str, str] = {OF_THE_SEED if name == "star" else _uid(name): name for name in _NAMES}


def picture(file: bytes) -> Picture:
    """What is kept of an upload. Its name and what it was announced as say nothing."""
    if len(file) > LARGEST_FILE:
        raise Invalid("The file is not an icon.", {"file": f"Larger than {LARGEST_FILE // 1024} KB."})
    clean = file if is_png(file) else cleaned_svg(file)
    if fault := fault_in_logo(clean):
        raise Invalid("The file is not an icon.", {"file": fault})
    if is_png(file):
        return Picture("image/png", _bare_png(file))
    return Picture("image/svg+xml", clean)


def _bare_png(file: bytes) -> bytes:
    kept = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc)
        for kind, body, crc in png_chunks(file)
        if kind in NEEDED_CHUNKS
    )
    return PNG_MAGIC + b"".join(kept)
