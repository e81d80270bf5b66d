"""A form that brings a file (multipart/form-data, RFC 7578), read strictly by Python's own parser of MIME."""

import re
from email.message import EmailMessage, MIMEPart
from email.parser import BytesFeedParser
from email.policy import HTTP

from ..body import BadBody

MULTIPART = "multipart/form-data"
MOST_PARTS = 10
# RFC 2046 §5.1.1, and as browsers write it.
_BOUNDARY = re.compile(r'multipart/form-data; ?boundary="?([0-9A-Za-z\'()+_,./:=?-]{1,70})"?', re.IGNORECASE)


def read(data: bytes, content_type: str) -> list[tuple[str, str | bytes]]:
    """Each field by its name, in order: a text, or the bytes of a file."""
    found = _BOUNDARY.fullmatch(content_type.strip())
    if found is None or data.count(b"--" + found[1].encode()) > MOST_PARTS + 1:
        raise _unreadable()
    parser = BytesFeedParser(EmailMessage, policy=HTTP)
    parser.feed(f"Content-Type: {content_type.strip()}\r\n\r\n".encode())
    parser.feed(data)
    message = parser.close()
    if not message.is_multipart() or message.defects or message.preamble or (message.epilogue or "").strip():
        raise _unreadable()
    return [_field(part) for part in message.iter_parts()]


def _field(part: MIMEPart) -> tuple[str, str | bytes]:
    name = part.get_param("name", header="content-disposition")
    plain = part.get_content_disposition() == "form-data" and "content-transfer-encoding" not in part
    if part.is_multipart() or part.defects or not plain or not isinstance(name, str):
        raise _unreadable()
    said = part.get_payload(decode=True)
    assert isinstance(said, bytes)
    if part.get_param("filename", header="content-disposition") is not None:
        return name, said
    try:
        return name, said.decode()
    except UnicodeDecodeError as error:
        raise _unreadable() from error


def _unreadable() -> BadBody:
    return BadBody(400, "This is not a form that can be read.")
