"""What is logged by words, by us or by a library, as a line like all others."""

import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from .line import line
from .work import trace

OURS = "chalicelib"


class AsLine(logging.Formatter):
    """A library's words are told without what they were filled with: that may be anything."""

    def __init__(self, stack: str) -> None:
        super().__init__()
        self._stack = stack

    def format(self, record: logging.LogRecord) -> str:
        extra = record.__dict__
        told: dict[str, Any] = {
            "level": record.levelname.lower(),
            "event": "log",
            "request_id": extra.get("aws_request_id"),
            "trace": trace(),
            "tenant": extra.get("tenant"),
            "uid": extra.get("event"),
            "logger": record.name,
            "message": words(record),
        }
        return line(datetime.fromtimestamp(record.created, UTC), self._stack, told) + "\n"


def words(record: logging.LogRecord) -> str:
    return record.getMessage() if record.name.partition(".")[0] == OURS else str(record.msg)


def speak_lines(handlers: Iterable[logging.Handler], stack: str) -> None:
    """As Lambda's own handlers write a text as it is, the line ends itself."""
    for handler in handlers:
        handler.setFormatter(AsLine(stack))
