"""The secretary's desk; and what any test of the pages hears them say is there in every other language, too."""

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.documents import pages
from chalicelib.documents.pages import ENGLISH, Reader
from tests.asking import Club
from tests.pages.office import Desk


@pytest.fixture(autouse=True)
def whatever_is_said_has_its_words(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    said, silent = Reader.say, set[tuple[str, str]]()

    def heard(reader: Reader, text: str, **values: Any) -> str:
        for spoken in pages.languages() - {ENGLISH}:
            there = text in pages.words(spoken)
            if not there and (values or said(Reader(spoken, "UTC"), text) == text):
                silent.add((spoken, text))
        return said(reader, text, **values)

    monkeypatch.setattr(Reader, "say", heard)
    yield
    assert silent == set()


@pytest.fixture
def desk(club: Club) -> Desk:
    return Desk(club)
