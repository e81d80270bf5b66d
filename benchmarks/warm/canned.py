"""In the place of the network: each request gets the bytes that were recorded for it."""

import io
import zlib
from collections.abc import Iterator
from typing import Any

import botocore.session
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders

from benchmarks.warm.recording import Recording, body, key, keyed

HEADERS = {
    "Server": "Server",
    "Date": "Sat, 21 Nov 2026 12:00:00 GMT",
    "Content-Type": "application/x-amz-json-1.0",
    "Connection": "keep-alive",
    "x-amzn-RequestId": "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123",
}


class _Raw(io.BytesIO):
    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self.read()


class Canned:
    """A request that was not recorded is refused: the same calls, or none.

    `asked` are the places of the calls in the recording, in the order in which they came.
    """

    def __init__(self, recording: Recording) -> None:
        model = botocore.session.get_session().get_service_model("dynamodb")
        self._places: dict[tuple[str, str], list[int]] = {}
        for place, call in enumerate(recording.calls):
            self._places.setdefault(keyed(call, model), []).append(place)
        self._bodies = [body(call.answered) for call in recording.calls]
        self._known: dict[tuple[Any, Any], list[int]] = {}
        self._turns: dict[int, int] = {}
        self.asked: list[int] = []

    def again(self) -> None:
        """The request comes once more, from its first call on."""
        self._turns.clear()
        self.asked.clear()

    def answer(self, target: Any, sent: Any) -> tuple[dict[str, str], bytes]:
        """Headers and body."""
        places = self._known.get((target, sent)) or self._found(target, sent)
        turn = self._turns.get(places[0], 0)
        self._turns[places[0]] = turn + 1
        place = places[min(turn, len(places) - 1)]
        self.asked.append(place)
        data = self._bodies[place]
        return {**HEADERS, "Content-Length": str(len(data)), "x-amz-crc32": str(zlib.crc32(data))}, data

    def _found(self, target: Any, sent: Any) -> list[int]:
        """Read once: what comes again is known by its bytes."""
        name = target.decode() if isinstance(target, bytes) else target
        data = sent.encode() if isinstance(sent, str) else bytes(sent)
        places = self._places.get(key(name, data))
        if places is None:
            raise LookupError(f"not recorded: {name} {data[:2000]!r}")
        self._known[target, sent] = places
        return places


class _Session(Canned):
    """In the place of botocore's HTTP session."""

    def send(self, request: AWSPreparedRequest) -> AWSResponse:
        headers, data = self.answer(request.headers["X-Amz-Target"], request.body)
        return AWSResponse(request.url, 200, HTTPHeaders.from_dict(headers), _Raw(data))


def put_into(client: Any, recording: Recording) -> Canned:
    """Before the network of a botocore client."""
    client._endpoint.http_session = canned = _Session(recording)
    return canned
