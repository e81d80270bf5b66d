"""Calling a webhook: over real TLS to a server of the test's own, which the guard believes to be public."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from chalicelib.messaging.webhook import Https, Unreachable, resolved

HOST, URL = "hooks.example.org", "https://hooks.example.org/laurel?key=a%20b"
PUBLIC = "93.184.215.14"
HEADERS = {"Content-Type": "application/json", "webhook-id": "abc"}
NO_CONTENT = b"HTTP/1.1 204 No Content\r\n\r\n"
Answer = Callable[[ssl.SSLSocket], None]


def certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A certificate that signs itself, and its key."""
    key, called = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]),
    )
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(called, called, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / f"{name}.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / f"{name}.key").write_bytes(key.private_bytes(*plain))
    return folder / f"{name}.pem", folder / f"{name}.key"


@dataclass
class Receiver:
    """A TLS server; `answer` is what it does with a request once it has read it."""

    pem: Path
    key: Path
    answer: Answer = lambda to: to.sendall(NO_CONTENT)
    requests: list[bytes] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)
    dialled: list[tuple[str, int]] = field(default_factory=list)

    def __enter__(self) -> "Receiver":
        self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self._context.load_cert_chain(self.pem, self.key)
        self._context.sni_callback = lambda _, name, __: self.names.append(name)
        self._listening = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()

    def dial(self, address: str, port: int, seconds: float) -> socket.socket:
        """In the place of the world's network."""
        self.dialled.append((address, port))
        return socket.create_connection(self._listening.getsockname(), seconds)

    def trusting(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.pem))

    def _serve(self) -> None:
        while True:
            try:
                plain, _ = self._listening.accept()
                with self._context.wrap_socket(plain, server_side=True) as connection:
                    self.requests.append(_read(connection))
                    self.answer(connection)
            except ssl.SSLError:
                continue
            except OSError:
                if self._listening.fileno() < 0:
                    return


def _read(connection: ssl.SSLSocket) -> bytes:
    said = b""
    while not said.endswith(b'{"a":1}'):
        if not (more := connection.recv(65_536)):
            break
        said += more
    return said


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Receiver]:
    with Receiver(*certificate(tmp_path, HOST)) as running:
        yield running


def calling(receiver: Receiver, *addresses: str, seconds: float = 5.0) -> Https:
    found = list(addresses) or [PUBLIC]
    return Https(lambda _: found, receiver.dial, receiver.trusting, seconds)


def posted(https: Https, url: str = URL) -> int:
    return https.post(url, HEADERS, b'{"a":1}')


def test_the_request_arrives_whole_under_the_name_of_its_host(receiver: Receiver) -> None:
    status = posted(calling(receiver))

    (request,) = receiver.requests
    head, _, body = request.partition(b"\r\n\r\n")
    assert (status, body) == (204, b'{"a":1}')
    assert head.startswith(b"POST /laurel?key=a%20b HTTP/1.1\r\nHost: hooks.example.org\r\n")
    assert b"webhook-id: abc" in head and b"Content-Length: 7" in head
    assert receiver.names == [HOST]
    assert receiver.dialled == [(PUBLIC, 443)]


@pytest.mark.parametrize("status", [200, 301, 302, 307, 308, 404, 410, 500])
def test_the_status_is_told_and_a_redirect_leads_nowhere(receiver: Receiver, status: int) -> None:
    said = f"HTTP/1.1 {status} Said\r\nLocation: https://{HOST}/elsewhere\r\nContent-Length: 0\r\n\r\n"
    receiver.answer = lambda to: to.sendall(said.encode())

    assert posted(calling(receiver)) == status
    assert len(receiver.dialled) == 1


@pytest.mark.parametrize(
    "inside", ["127.0.0.1", "169.254.169.254", "10.0.0.1", "::ffff:127.0.0.1", "fd00::1"]
)
@pytest.mark.parametrize("beside", [[], [PUBLIC]])
def test_a_name_with_any_address_inside_is_not_called(
    receiver: Receiver, inside: str, beside: list[str]
) -> None:
    with pytest.raises(Unreachable, match="not public"):
        posted(calling(receiver, *beside, inside))

    assert receiver.dialled == []


def test_a_name_is_resolved_once_whatever_it_says_the_second_time(receiver: Receiver) -> None:
    """DNS rebinding: the answer that was judged is the one that is called."""
    answers = iter([[PUBLIC], ["127.0.0.1"]])

    posted(Https(lambda _: next(answers), receiver.dial, receiver.trusting, 5.0))

    assert receiver.dialled == [(PUBLIC, 443)]
    assert next(answers) == ["127.0.0.1"]


def test_what_was_kept_before_the_guard_was_stricter_is_judged_again(receiver: Receiver) -> None:
    for url in ("http://hooks.example.org/", "https://127.0.0.1/", "https://hooks.example.org:8443/"):
        with pytest.raises(Unreachable):
            posted(calling(receiver), url)

    assert receiver.dialled == []


def test_the_next_address_is_tried_where_one_does_not_answer(receiver: Receiver) -> None:
    def dial(address: str, port: int, seconds: float) -> socket.socket:
        if address == PUBLIC:
            raise ConnectionRefusedError
        return receiver.dial(address, port, seconds)

    assert posted(Https(lambda _: [PUBLIC, "8.8.8.8"], dial, receiver.trusting, 5.0)) == 204


def test_a_certificate_of_another_name_does_not_hold(tmp_path: Path) -> None:
    with Receiver(*certificate(tmp_path, "other.example.org")) as receiver:
        with pytest.raises(Unreachable, match="certificate"):
            posted(calling(receiver))

        assert receiver.requests == []


def test_a_certificate_that_nobody_vouches_for_does_not_hold(receiver: Receiver) -> None:
    with pytest.raises(Unreachable, match="certificate"):
        posted(Https(lambda _: [PUBLIC], receiver.dial, ssl.create_default_context, 5.0))


def silent(_: ssl.SSLSocket) -> None:
    time.sleep(3)


def dripping(to: ssl.SSLSocket) -> None:
    """A byte at a time, each well within any socket's limit."""
    for byte in b"HTTP/1.1 204 No Content\r\n" + b"X-Slow: 1\r\n" * 50:
        to.sendall(bytes([byte]))
        time.sleep(0.05)


def hurried(to: ssl.SSLSocket) -> None:
    to.sendall(b"hello\r\n\r\n")


def endless(to: ssl.SSLSocket) -> None:
    to.sendall(b"HTTP/1.1 200 OK\r\n" + b"X-More: 1\r\n" * 5_000)


def hung_up(_: ssl.SSLSocket) -> None:
    return


@pytest.mark.parametrize("answer", [silent, dripping, hurried, endless, hung_up])
def test_a_receiver_that_answers_badly_costs_little_time(receiver: Receiver, answer: Answer) -> None:
    receiver.answer, began = answer, time.monotonic()

    with pytest.raises(Unreachable):
        posted(calling(receiver, seconds=0.5))

    assert time.monotonic() - began < 2.5


def test_no_body_of_an_answer_is_read(receiver: Receiver) -> None:
    def flooding(to: ssl.SSLSocket) -> None:
        to.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n" + b"x" * 65_536)

    receiver.answer, began = flooding, time.monotonic()

    assert posted(calling(receiver)) == 200
    assert time.monotonic() - began < 2.5


def test_a_name_that_nobody_has_is_said_so(receiver: Receiver) -> None:
    def nowhere(_: str) -> list[str]:
        raise socket.gaierror

    with pytest.raises(Unreachable, match="name was not found"):
        posted(Https(nowhere, receiver.dial, receiver.trusting, 5.0))


def test_the_systems_own_resolver_gives_addresses_that_the_guard_can_judge() -> None:
    assert "127.0.0.1" in resolved("localhost") or "::1" in resolved("localhost")
