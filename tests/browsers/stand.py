"""The sandbox in a process of its own, with something on every page, asked over HTTP."""

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sandbox.gateway import Reply
from sandbox.residents import Residents
from tests.asking import Club
from tests.pages.walls import records

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 90


@dataclass(frozen=True)
class Letter:
    """A mail that the sandbox's SES took."""

    to: list[str]
    subject: str
    text: str
    html: str
    template: str


class Remote:
    """A house that is asked over HTTP, as far as tests ask one."""

    def __init__(self, url: str) -> None:
        self.url, self._host = url, urlsplit(url).netloc

    def ask(
        self, method: str, target: str, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> Reply:
        line = http.client.HTTPConnection(self._host, timeout=60)
        try:
            line.request(method, target, body or None, dict(headers or {}))
            answer = line.getresponse()
            return Reply(answer.status, dict(answer.headers), answer.read())
        finally:
            line.close()

    def settle(self) -> None:
        self._own("/sandbox/settle", {})

    def advance(self, duration: str) -> None:
        self._own("/sandbox/clock", {"advance": duration})

    def mails(self) -> list[Letter]:
        told = self.ask("GET", "/sandbox/emails").json
        return [
            Letter(one["to"].split(", "), one["subject"], one["text"], one["html"], one["template"] or "")
            for one in told
        ]

    def _own(self, path: str, said: dict[str, Any]) -> None:
        reply = self.ask("POST", path, {"Content-Type": "application/json"}, json.dumps(said).encode())
        assert reply.status == 200, reply.body


class Stand:
    """The running sandbox: `house` asks it, `club` is its tenant, `records` are what its pages speak of."""

    def __init__(self, room: Path) -> None:
        env = {**os.environ, "PORT": "0", "SANDBOX_FREEZE": "1", "PYTHONPATH": str(ROOT)}
        self._log = (room / "log").open("w")
        command = [sys.executable, "-m", "sandbox"]
        self._process = subprocess.Popen(command, cwd=room, env=env, stdout=self._log, stderr=self._log)
        said = self._announced(room / ".sandbox" / "sandbox.json")
        self.house = Remote(said["url"])
        residents = Residents(said["keys"], said["other_tenant"]["admin"], said["member"])
        self.club = Club(self.house, residents)  # type: ignore[arg-type]  # it asks no more than Remote answers
        self.records: dict[str, Any] = records.furnish(self.club)

    @property
    def url(self) -> str:
        return self.house.url

    def speak(self, language: str) -> None:
        """What the tenant's pages and mails are written in."""
        self.club.done("tenant/", {"locale": language})

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=30)
        self._log.close()

    def _announced(self, file: Path) -> Any:
        """The sandbox writes it when it is ready."""
        deadline = time.monotonic() + START_SECONDS
        while not file.exists():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self._process.kill()
                raise RuntimeError(f"the sandbox did not start: {Path(self._log.name).read_text()[-2000:]}")
            time.sleep(0.1)
        return json.loads(file.read_text())
