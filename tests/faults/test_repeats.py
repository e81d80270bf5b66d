"""A request repeated under its Idempotency-Key is answered again, at once (I1, R2)."""

import pytest

from tests.asking import Club

KEY = {"Idempotency-Key": "one"}


@pytest.mark.parametrize("path", ["api_key/", "api_key/{uid}/rotate/"])
def test_an_answer_that_holds_a_secret_is_given_again_at_once(club: Club, path: str) -> None:
    uid = club.made("api_key/", {"role": "coach"})["uid"]
    body = {"role": "coach"} if path == "api_key/" else None

    first, second = (club.ask("POST", path.format(uid=uid), body, headers=KEY) for _ in range(2))

    assert (first.status, second.status) == (201, 201)
    assert first.body == second.body


def test_a_request_that_the_table_could_not_serve_may_be_repeated_at_once(club: Club) -> None:
    body = {"first_name": "Ada"}
    events = club.house.wired.table.client.meta.events
    served = iter(["the key's read", "the claim"])

    def refuse(**_: object) -> None:
        if next(served, None) is None:
            club.house.engine.throttle_next = 3  # as often as the SDK tries
            events.unregister("before-call.dynamodb", refuse)

    events.register("before-call.dynamodb", refuse)
    refused = club.ask("POST", "person/", body, headers=KEY)
    repeated = club.ask("POST", "person/", body, headers=KEY)

    assert (refused.status, repeated.status) == (503, 201)
    assert club.got("person/?first_name=Ada")["total"] == 1
