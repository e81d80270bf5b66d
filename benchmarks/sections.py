"""The sections of `make bench`, in the order of the table: what is measured, and which module does it."""

from collections.abc import Iterable
from importlib import import_module
from typing import Protocol, cast

from benchmarks.figures import Figure


class Section(Protocol):
    """`TITLE` says what the figures are; `measure` takes them, in a process of its own."""

    TITLE: str

    def measure(self) -> Iterable[Figure]: ...


SECTIONS: tuple[str, ...] = (
    "operations",
    "road",
    "cold",
    "cold_core",
    "warm",
    "stream",
    "ingestion",
    "rules",
    "peers.engine",
    "peers.boards",
    "peers.naive",
    "growth",
)


def named(name: str) -> Section:
    return cast(Section, import_module(f"benchmarks.{name}"))


def measured(name: str) -> list[Figure]:
    """Here and not in `__main__`: a fresh interpreter finds only what can be imported."""
    return list(named(name).measure())
