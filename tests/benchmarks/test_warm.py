"""The network of the warm benchmark: it answers what was recorded, and nothing else."""

import json
from typing import Any

import pytest

from benchmarks.warm.canned import Canned
from benchmarks.warm.recording import Exchange, Recording, key

GET = "DynamoDB_20120810.GetItem"
ONE, TWO = ({"TableName": "laurel", "Key": {"pk": {"S": pk}, "sk": {"S": "A"}}} for pk in ("one", "two"))


def canned(*calls: tuple[dict[str, Any], dict[str, Any]]) -> Canned:
    exchanges = [Exchange("get_item", asked, answered) for asked, answered in calls]
    return Canned(Recording("a kind", {}, "2026-11-21T12:00:00+00:00", exchanges, 200, {}))


def said(network: Canned, asked: dict[str, Any]) -> Any:
    return json.loads(network.answer(GET, json.dumps(asked).encode())[1])


def test_each_request_gets_its_own_answer_whatever_their_order() -> None:
    network = canned((ONE, {"Item": {"n": {"N": "1"}}}), (TWO, {"Item": {"b": {"B": b"\x00"}}}))

    assert said(network, TWO) == {"Item": {"b": {"B": "AA=="}}}
    assert said(network, dict(reversed(ONE.items()))) == {"Item": {"n": {"N": "1"}}}
    assert network.asked == [1, 0]


def test_what_was_asked_twice_is_answered_in_turn_and_from_the_start_with_each_request() -> None:
    network = canned((ONE, {}), (ONE, {"Item": {}}))

    assert [said(network, ONE), said(network, ONE)] == [{}, {"Item": {}}]
    network.again()
    assert (said(network, ONE), network.asked) == ({}, [0])


def test_a_request_that_was_not_recorded_is_refused() -> None:
    network = canned((ONE, {}))

    with pytest.raises(LookupError, match="not recorded"):
        said(network, TWO)


def test_two_transactions_are_the_same_but_for_the_sdks_token_and_the_order_of_names() -> None:
    first = b'{"TransactItems": [{"Put": {"a": 1, "b": 2}}], "ClientRequestToken": "x"}'
    second = b'{"ClientRequestToken": "y", "TransactItems": [{"Put": {"b": 2, "a": 1}}]}'
    third = b'{"ClientRequestToken": "y", "TransactItems": [{"Put": {"b": 2, "a": 3}}]}'

    assert key("T", first) == key("T", second) != key("T", third)
