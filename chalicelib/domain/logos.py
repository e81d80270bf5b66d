"""What a logo may be: a small PNG that unpacks to what it claims, or an SVG that only draws."""

import struct
import zlib
from collections.abc import Iterator

from chalicelib.domain.drawings import fault_in_svg

LARGEST_FILE = 256 * 1024
LARGEST_SIDE = 3000
MOST_PIXELS = 4_000_000
PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # PNG colour type → samples per pixel


def is_png(logo: bytes) -> bool:
    return logo.startswith(PNG_MAGIC)


def fault_in_logo(logo: bytes) -> str | None:
    """Why this logo is refused, or None. Judged by its bytes; a file name or a MIME type says nothing."""
    if len(logo) > LARGEST_FILE:
        return f"Larger than {LARGEST_FILE // 1024} KB."
    return _fault_in_png(logo) if is_png(logo) else fault_in_svg(logo)


def _fault_in_png(logo: bytes) -> str | None:
    try:
        chunks = [(kind, body) for kind, body, _ in png_chunks(logo)]
    except (struct.error, ValueError):
        return "Not a whole PNG."
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND" or len(chunks[0][1]) != 13:
        return "Not a whole PNG."
    return _fault_in_pixels(chunks[0][1], b"".join(body for kind, body in chunks if kind == b"IDAT"))


def png_chunks(logo: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """Each chunk's kind, body and check sum; ValueError or struct.error where the file is damaged."""
    at = len(PNG_MAGIC)
    while at < len(logo):
        size, kind = struct.unpack_from(">I4s", logo, at)
        body = logo[at + 8 : at + 8 + size]
        (crc,) = struct.unpack_from(">I", logo, at + 8 + size)
        if crc != zlib.crc32(kind + body):
            raise ValueError(kind)
        yield kind, body, crc
        at += 12 + size


def _fault_in_pixels(header: bytes, packed: bytes) -> str | None:
    """Unpack no more than the header promises: a small file must not grow into a large one."""
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE and width * height <= MOST_PIXELS):
        return f"At most {LARGEST_SIDE} pixels a side and {MOST_PIXELS // 1_000_000} million in all."
    if colour not in CHANNELS or interlaced:
        return "Only plain PNG (not interlaced)."
    promised = height * (1 + (width * depth * CHANNELS[colour] + 7) // 8)
    unpacker = zlib.decompressobj()
    try:
        pixels = unpacker.decompress(packed, promised + 1)
    except zlib.error:
        return "Not a whole PNG."
    return None if len(pixels) == promised else "Not a whole PNG."
