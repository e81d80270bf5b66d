"""What tests of the pages share: the secretary's desk, and an ear for words that another language lacks."""

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
