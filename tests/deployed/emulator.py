"""ministack as a child process: an AWS account of one's own, for as long as the tests take."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import botocore.session

REGION = "eu-central-1"
STARTS_WITHIN = 30
T = TypeVar("T")


class Emulator:
    """Roles are enforced (AUTH): a function that its policy does not allow something is refused it."""

    def __init__(self, home: Path) -> None:
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": REGION,
            "AWS_REGION": REGION,
            "AWS_ENDPOINT_URL": self.url,
        }
        self._home = home
        self._users: dict[str, dict[str, str]] = {}
        self._log = (home / "ministack.log").open("wb")
        self._process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        """Its working folder is not the project: the functions can import from their own zip only."""
        own = {
            "GATEWAY_PORT": str(self.port),
            "BIND_HOST": "127.0.0.1",
            "MINISTACK_REGION": REGION,
            "AUTH": "true",
            "IOT_MTLS_ENABLED": "0",  # these two listen on ports of their own
            "SFTP_ENABLED": "0",
            "TMPDIR": str(self._home),
        }
        environment = {**self.environment, **own}
        environment.pop("AWS_ENDPOINT_URL")
        command = [sys.executable, "-m", "ministack"]
        process = subprocess.Popen(
            command, cwd=self._home, env=environment, stdout=self._log, stderr=self._log
        )
        until(lambda: self._answers(process), within=STARTS_WITHIN)
        return process

    def _answers(self, process: subprocess.Popen[bytes]) -> bool:
        if process.poll() is not None:
            raise RuntimeError(f"ministack ended at once:\n{self.log()}")
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def client(self, service: str) -> Any:
        session = botocore.session.get_session()
        session.set_credentials("test", "test")
        return session.create_client(service, region_name=REGION, endpoint_url=self.url)

    def user(self, name: str, policy: str) -> dict[str, str]:
        """The environment of a user with this policy and nothing else; made when it is asked for first."""
        if name not in self._users:
            iam = self.client("iam")
            iam.create_user(UserName=name)
            iam.put_user_policy(UserName=name, PolicyName=name, PolicyDocument=policy)
            key = iam.create_access_key(UserName=name)["AccessKey"]
            its = {"AWS_ACCESS_KEY_ID": key["AccessKeyId"], "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"]}
            self._users[name] = {**self.environment, **its}
        return self._users[name]

    def mails(self) -> list[dict[str, Any]]:
        with urllib.request.urlopen(f"{self.url}/_ministack/ses/messages") as answer:
            accounts: dict[str, list[dict[str, Any]]] = json.load(answer)["messages"]
        return [message for messages in accounts.values() for message in messages]

    def log(self) -> str:
        return (self._home / "ministack.log").read_text(errors="replace")[-6000:]

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()


def until(look: Callable[[], T | None], *, within: float) -> T:
    """What is seen as soon as something is seen."""
    end = time.monotonic() + within
    while True:
        seen = look()
        if seen:
            return seen
        if time.monotonic() > end:
            raise TimeoutError(f"nothing seen within {within} s")
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
