"""Makes each recorded request again and again, by the app and by a bare handler: `… FILE FEW MANY`.

Each count of turns is a process of its own, forked when all is imported and warm, so that valgrind counts it
apart: kind by kind few and many turns of the app, of the handler, and of the handler with our own client.
"""

import gc
import json
import os  # a benchmark's own processes
import sys
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3

from benchmarks.warm import recording
from benchmarks.warm.canned import Canned, put_into
from benchmarks.warm.recording import FixedIds, Recording
from chalicelib import wiring
from chalicelib.settings import settings

WARM = 2
NOBODY = {"AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret"}
# Transactions have a token each: the same bytes are to be sent in every turn.
SAME = uuid.UUID(int=2**127)
Turn = Callable[[], Any]


class Context:
    """Lambda's, as far as anybody asks."""

    aws_request_id = "0" * 32

    def get_remaining_time_in_millis(self) -> int:
        return 29_000


def app_turn(told: Recording) -> tuple[Turn, Callable[[], list[int]]]:
    """The request through the app, with the client of production; and which calls its last turn made."""
    from app import app

    ids, now = FixedIds(told.name), recording.at(told)
    client, canned = _ours(told)
    wiring.use(
        wiring.Wiring(
            settings=settings(),
            clients=lambda _: client,
            clock=lambda: now,
            ids=ids,
            pause=lambda _: None,
            jitter=lambda: 0.5,
        )
    )

    def turn() -> Any:
        ids.again()
        canned.again()
        return app(told.event, Context())

    return turn, lambda: list(canned.asked)


def bare_turn(told: Recording, client: Any, canned: Canned) -> Turn:
    """What somebody would write by hand who had to decide nothing: the same calls with the same parameters,
    one after the other, JSON in and the same JSON out."""
    calls = [told.calls[place] for place in told.warm]

    def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
        if event["body"]:
            json.loads(event["body"])
        for call in calls:
            getattr(client, call.method)(**call.asked)
        headers = {"Content-Type": "application/json"}
        return {"statusCode": told.status, "headers": headers, "body": json.dumps(told.answer)}

    def turn() -> Any:
        canned.again()
        return handler(told.event, Context())

    return turn


def _ours(told: Recording) -> tuple[Any, Canned]:
    os.environ |= NOBODY
    client = wiring.real_client("dynamodb")
    return client, put_into(client, told)


def _the_sdks(told: Recording) -> tuple[Any, Canned]:
    """The ordinary client, as it comes."""
    os.environ |= NOBODY
    client = boto3.client("dynamodb", region_name=settings().region)
    return client, put_into(client, told)


def check(told: Recording, answer: Any) -> None:
    """The app says what it said when it was recorded."""
    assert answer["statusCode"] == told.status, answer
    if not told.drawn:
        assert json.loads(answer["body"]) == told.answer, answer


def apart(turn: Turn, many: int) -> None:
    """So many turns in a process of their own; who waits for it does nothing meanwhile."""
    child = os.fork()
    if child == 0:
        for _ in range(many):
            turn()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert status == 0, "a turn failed"


def warmed(told: Recording, turn: Turn) -> None:
    for _ in range(WARM):
        answer = turn()
    check(told, answer)


def main(path: str, *counts: str) -> None:
    uuid.uuid4 = lambda: SAME
    for told in recording.load(Path(path)):
        bare = (bare_turn(told, *client(told)) for client in (_the_sdks, _ours))
        for turn in (app_turn(told)[0], *bare):
            if not told.drawn:  # the PDF engine's threads do not live on in a fork: there the slope must do
                warmed(told, turn)
            gc.freeze()
            for many in counts:
                apart(turn, int(many) + (WARM if told.drawn else 0))


if __name__ == "__main__":
    main(*sys.argv[1:])
