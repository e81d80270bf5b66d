"""A client of an HTTP server on this machine: one connection, one request after another."""

import json
from collections.abc import Mapping
from http.client import HTTPConnection
from typing import Any


class Asker:
    def __init__(self, port: int, headers: Mapping[str, str] | None = None) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=120)
        self._headers = dict(headers or {})

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Any:
        """The answer's JSON; anything but a 200 ends the measurement."""
        self._connection.request(method, path, body, {**self._headers, **(headers or {})})
        answer = self._connection.getresponse()
        said = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{method} {path}: {answer.status} {said[:500]!r}")
        return json.loads(said)
