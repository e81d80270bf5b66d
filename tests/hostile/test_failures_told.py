"""A failure tells where it was, and quotes nobody."""

import logging

import pytest

import app
from chalicelib.failures import MOST_CAUSES

SECRET = "ada@canary.example"
log = logging.getLogger("chalicelib.tests")
assert app.app, "the app is where discretion begins"


@pytest.fixture(autouse=True)
def _heard(caplog: pytest.LogCaptureFixture) -> None:
    """A stage of the crash points keeps the house quiet."""
    caplog.set_level(logging.WARNING, "chalicelib")


def broken() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        raise ValueError(f"no such {error}") from error


def test_a_failure_names_its_kinds_and_places_and_never_its_words(caplog: pytest.LogCaptureFixture) -> None:
    try:
        broken()
    except ValueError:
        log.exception("a request %s", "failed", extra={"tenant": "example"})

    (record,) = caplog.records
    assert record.getMessage().startswith("a request failed: ValueError at test_failures_told.py:")
    assert " broken from KeyError at test_failures_told.py:" in record.getMessage()
    assert record.tenant == "example"
    assert SECRET not in caplog.text + repr(record.__dict__)


def test_what_a_library_logs_with_an_error_is_as_discreet(caplog: pytest.LogCaptureFixture) -> None:
    try:
        broken()
    except ValueError:
        logging.getLogger("some.library").error("oh", exc_info=True)

    assert SECRET not in caplog.text and "ValueError at " in caplog.text


def test_an_endless_chain_of_causes_is_told_in_part(caplog: pytest.LogCaptureFixture) -> None:
    error = ValueError()
    for _ in range(20):
        cause, error = error, ValueError()
        error.__cause__ = cause

    log.error("a request failed", exc_info=error)

    assert caplog.text.count(" from ") == MOST_CAUSES - 1


def test_what_is_logged_without_an_error_stays_as_it_is(caplog: pytest.LogCaptureFixture) -> None:
    log.warning("delivered again: %s", "Busy")

    assert caplog.messages == ["delivered again: Busy"]
