"""Requests to a deployed stack over HTTP, as any client sends them."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from typing import Any

PATIENCE = 30  # seconds; API Gateway itself gives up after 29


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Message
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Client:
    """`key` goes with every request that does not say another; an empty one is none."""

    base_url: str
    key: str = ""

    def ask(self, method: str, path: str, body: Any = None, *, key: str | None = None) -> Reply:
        sent = {"Accept": "*/*"}
        if presented := self.key if key is None else key:
            sent["Authorization"] = f"Bearer {presented}"
        data = None
        if body is not None:
            sent["Content-Type"], data = "application/json", json.dumps(body).encode()
        request = urllib.request.Request(self.base_url + path, data, sent, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return Reply(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as refused:
            return Reply(refused.code, refused.headers, refused.read())
