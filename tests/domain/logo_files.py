"""Logo files, made by hand, good and bad."""

import struct
import zlib

SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def a_png(
    width: int, height: int, *, colour: int = 2, pixels: bytes | None = None, interlace: int = 0
) -> bytes:
    """A grey picture; `pixels` stands in for what the header promises."""
    header = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, interlace)
    if pixels is None:
        pixels = (b"\x00" + b"\x80" * (width * SAMPLES[colour])) * height
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(pixels, 9)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def a_svg(inside: str, *, before: str = "", attributes: str = 'viewBox="0 0 9 9"') -> bytes:
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{before}<svg {space} {attributes}>{inside}</svg>".encode()
