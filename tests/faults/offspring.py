"""Does something in a child of this process: it begins where this one stands, and leaves no trace in it."""

import gc
import os  # the only way to be born
import pickle
import select
import signal
from collections.abc import Callable
from typing import TypeVar

from sandbox import ministack

Found = TypeVar("Found")
LONGEST = 60  # seconds


class StillbornError(AssertionError):
    """The child came to an end without an answer, or to none."""


def apart(act: Callable[[], Found]) -> Found:
    """What it comes to in a child. What it raises there is raised here, as text."""
    ours, theirs = os.pipe()
    gc.freeze()  # a collection in the child would touch, and so copy, all that it shares with us
    with ministack.LOCK:  # nobody else may hold it at that moment: in the child he would never let go
        child = os.fork()
    if child == 0:
        _live(act, theirs)
    os.close(theirs)
    try:
        said = _heard(ours, child)
    finally:
        os.close(ours)
        os.waitpid(child, 0)
    if not said:
        raise StillbornError("the child died")
    good, found = pickle.loads(said)
    if good:
        return found
    raise AssertionError(found)


def _live(act: Callable[[], object], theirs: int) -> None:
    try:
        found = True, act()
    except BaseException as fault:  # noqa: BLE001 - handed to the parent
        found = False, f"{type(fault).__name__}: {fault}"
    with os.fdopen(theirs, "wb") as told:
        told.write(pickle.dumps(found))
    os._exit(0)


def _heard(ours: int, child: int) -> bytes:
    said = b""
    while True:
        ready, _, _ = select.select([ours], [], [], LONGEST)
        if not ready:
            os.kill(child, signal.SIGKILL)
            raise StillbornError(f"the child was not done after {LONGEST} seconds")
        more = os.read(ours, 1 << 20)
        if not more:
            return said
        said += more
