"""Refusals in the words that their callers read."""

from collections.abc import Callable

import pytest

from chalicelib.domain.refusals import (
    Conflict,
    Invalid,
    Locked,
    NoRecord,
    NoTenant,
    NotFound,
    Refusal,
    Several,
    echo,
    nearest,
)

from . import refused_members, refused_money, refused_records

SAID = [*refused_members.SAID, *refused_money.SAID, *refused_records.SAID]


@pytest.mark.parametrize(("act", "detail", "fields"), SAID)
def test_a_refusal_says_what_is_wrong_and_where(
    act: Callable[[], object], detail: str, fields: dict[str, str]
) -> None:
    with pytest.raises(Refusal) as refused:
        act()

    assert refused.value.detail == detail
    assert (refused.value.fields if isinstance(refused.value, Invalid) else {}) == fields


@pytest.mark.parametrize(
    ("said", "echoed"),
    [("", ""), ("x" * 100, "x" * 100), ("x" * 101, "x" * 100 + "…"), ("ü" * 200, "ü" * 100 + "…")],
)
def test_of_something_long_the_beginning_is_said_back(said: str, echoed: str) -> None:
    assert echo(said) == echoed


def test_nothing_of_that_id_is_said_in_the_seeds_words() -> None:
    refusal = NoRecord("achievement", "x" * 101)

    assert refusal.detail == str(refusal) == f"Invalid achievement ID [{'x' * 100}…], record not found"
    assert isinstance(refusal, NotFound)


def test_a_tenant_that_is_not_the_callers_is_not_named() -> None:
    refusal = NoTenant("secret-club")

    assert (refusal.detail, refusal.asked) == ("There is no such tenant.", "secret-club")


def test_an_invalid_request_names_each_fault_by_its_path() -> None:
    assert Invalid("Wrong.").fields == {}
    assert Invalid("Wrong.", {"a.b": "required"}).fields == {"a.b": "required"}


def test_several_faults_are_told_in_their_order_and_the_first_speaks() -> None:
    faults = (Locked("It is over."), NotFound("There is none."))

    refusal = Several(faults)

    assert refusal.detail == "It is over."
    assert refusal.fields == {"0": "It is over.", "1": "There is none."}
    assert refusal.faults == faults and isinstance(refusal, Invalid)


def test_what_is_locked_is_a_conflict() -> None:
    assert issubclass(Locked, Conflict)


@pytest.mark.parametrize(
    ("refusal", "status"), [(Locked("It is over."), 423), (Conflict("Not now."), 409), (Refusal("No."), 400)]
)
def test_a_table_speaks_of_a_refusal_by_its_nearest_class(refusal: Refusal, status: int) -> None:
    assert nearest(refusal, {Refusal: 400, Conflict: 409, Locked: 423}) == status
    assert nearest(refusal, {Refusal: 400}) == 400
