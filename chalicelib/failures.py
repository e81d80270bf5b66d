"""How a failure is logged: its kind and the places it went through, never the words that it may quote."""

import logging
from pathlib import PurePath
from traceback import extract_tb
from types import TracebackType
from typing import Any

from .settings import NOWHERE, settings
from .watch.records import speak_lines, words

# Frames of one error, the nearest to it last; and errors in a chain of causes.
MOST_FRAMES, MOST_CAUSES = 16, 4


def keep_discreet() -> None:
    """From now on whatever is logged with an error, by us or by a library, is logged without its message:
    a message may quote a record, a request or a key. On Lambda it becomes a line of the log."""
    logging.setLogRecordFactory(_record)
    stack = settings().stack
    if stack != NOWHERE:
        speak_lines(logging.getLogger().handlers, stack)


def _record(*given: Any, **more: Any) -> logging.LogRecord:
    record = logging.LogRecord(*given, **more)
    if record.exc_info and record.exc_info[1] is not None:
        told = " from ".join(_told(record.exc_info[1]))
        record.msg, record.args, record.exc_info = f"{words(record)}: {told}", None, None
    return record


def _told(error: BaseException | None) -> list[str]:
    told: list[str] = []
    while error is not None and len(told) < MOST_CAUSES:
        told.append(f"{type(error).__qualname__} at {_places(error.__traceback__)}")
        error = error.__cause__ or error.__context__
    return told


def _places(trace: TracebackType | None) -> str:
    frames = extract_tb(trace)[-MOST_FRAMES:]
    return " > ".join(f"{PurePath(one.filename).name}:{one.lineno} {one.name}" for one in frames)
