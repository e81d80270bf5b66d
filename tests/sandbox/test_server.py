"""The sandbox over a real socket: what is no good HTTP, or no good JSON, is refused and breaks nothing."""

import json
import socket
from collections.abc import Iterator

import pytest

from sandbox.clock import Clock
from sandbox.server import Server
from tests.asking import Club
from tests.conftest import NOON
from tests.secretary import Secretary

PERSONS = "/api/v1/example/person/"
CHUNKED = {"Transfer-Encoding": "chunked", "Content-Type": "application/json"}


@pytest.fixture
def clock() -> Clock:
    """The sandbox's own, in the place of the one that its parts are tested with."""
    return Clock(frozen=True, start=NOON)


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


@pytest.fixture
def server(club: Club) -> Iterator[Server]:
    def nothing() -> None:
        raise AssertionError("these tests look at no page and restart nothing")

    served = Server(club.house, port=0, state=nothing, restart=nothing)  # type: ignore[arg-type]
    served.start()
    yield served
    served.stop()


def ask(
    server: Server, method: str, path: str, headers: dict[str, str], body: bytes = b""
) -> tuple[int, bytes]:
    """The bytes as they are: no client mends them on the way."""
    lines = [f"{method} {path} HTTP/1.1", "Host: x", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall("\r\n".join([*lines, "", ""]).encode() + body)
        line.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    head, _, rest = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), rest


def key(club: Club) -> dict[str, str]:
    return {"Authorization": f"Bearer {club.keys['admin']}"}


def chunk(body: bytes) -> bytes:
    return f"{len(body):x}\r\n".encode() + body + b"\r\n"


def test_a_body_in_chunks_is_one_body(club: Club, server: Server) -> None:
    halves = chunk(b'{"first_na') + chunk(b'me": "Chunky"}') + b"0\r\n\r\n"

    status, body = ask(server, "POST", PERSONS, {**key(club), **CHUNKED}, halves)

    assert (status, json.loads(body)["first_name"]) == (201, "Chunky")


@pytest.mark.parametrize(
    "body",
    [b"zz\r\n{}\r\n0\r\n\r\n", b"5\r\n{}", b"-1\r\n{}\r\n0\r\n\r\n"],
    ids=["a size that is no number", "an end too soon", "a negative size"],
)
def test_chunks_that_are_none_are_refused(club: Club, server: Server, body: bytes) -> None:
    before = club.items()

    status, said = ask(server, "POST", PERSONS, {**key(club), **CHUNKED}, body)

    assert (status, json.loads(said)["error"]) == (400, "Bad Request")
    assert club.items() == before


def test_chunks_without_an_end_are_cut_at_the_gateways_limit(club: Club, server: Server) -> None:
    endless = chunk(b"x" * 1_000_000) * 12 + b"0\r\n\r\n"

    status, _ = ask(server, "POST", PERSONS, {**key(club), **CHUNKED}, endless)

    assert status == 413


@pytest.mark.parametrize("length", ["abc", "-5", "+2", ""])
def test_a_length_that_is_none_is_refused(club: Club, server: Server, length: str) -> None:
    headers = {**key(club), "Content-Type": "application/json", "Content-Length": length}

    status, _ = ask(server, "POST", PERSONS, headers, b"{}")

    assert status == 400


def test_a_body_that_breaks_off_is_refused(club: Club, server: Server) -> None:
    said = b'{"first_name": "Half"'
    head = f"POST {PERSONS} HTTP/1.1\r\nAuthorization: Bearer {club.keys['admin']}\r\n"
    head += f"Content-Type: application/json\r\nContent-Length: {len(said) + 20}\r\n\r\n"
    before = club.items()

    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(head.encode() + said)
        line.shutdown(socket.SHUT_WR)
        answer = line.recv(65536)

    assert answer.split()[1] == b"400"
    assert club.items() == before


@pytest.mark.parametrize("path", ["/sandbox/faults", "/sandbox/clock"])
@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000, b"\xff", b"[]", b"nope", b'{"throttle": true}', b'{"advance": 5}', b'{"throttle": 1e3}'],
    ids=lambda body: body[:20].decode("latin-1"),
)
def test_what_the_sandbox_does_not_understand_is_refused(server: Server, path: str, body: bytes) -> None:
    status, said = ask(server, "POST", path, {"Content-Length": str(len(body))}, body)

    assert (status, json.loads(said)["error"]) == (400, "Bad Request")
