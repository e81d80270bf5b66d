"""Calls a webhook over https: only a public address, resolved once and called as resolved, no redirects."""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Protocol
from urllib.parse import urlsplit

from ..domain.public_address import is_public
from ..domain.webhook_url import HTTPS_PORT, fault_in_url

# Of the connection, and of the whole call, its handshake and headers among it.
CONNECT_SECONDS = 3.0
CALL_SECONDS = 8.0
MOST_ADDRESSES = 2  # each may cost the time of a connection


class Unreachable(Exception):
    """Nobody answered, or nobody may be asked there: later may go better. Says why, in few words."""


class Caller(Protocol):
    """Where webhooks leave the house."""

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        """The status of the answer. Raises Unreachable."""
        ...


Resolve = Callable[[str], list[str]]
Dial = Callable[[str, int, float], socket.socket]


def resolved(host: str) -> list[str]:
    """All addresses of the name."""
    found = socket.getaddrinfo(host, HTTPS_PORT, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def dialled(address: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((address, port), seconds)


@cache
def verifying() -> ssl.SSLContext:
    """Certificates must hold, by the system's own authorities. Made on the first call: it takes a while."""
    return ssl.create_default_context()


@dataclass(frozen=True)
class Https:
    """The real one. Each call opens a connection of its own and reads no more of the answer than its head."""

    resolve: Resolve = resolved
    dial: Dial = dialled
    context: Callable[[], ssl.SSLContext] = verifying
    seconds: float = CALL_SECONDS

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        if fault := fault_in_url(url):
            raise Unreachable(fault)
        parts = urlsplit(url)
        host = str(parts.hostname).removesuffix(".")
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            plain = self._reached(host)
            with self._limited(plain):
                return self._asked(plain, host, target, headers, body)
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            raise Unreachable(_said(error)) from error

    def _reached(self, host: str) -> socket.socket:
        """A connection to an address that was judged; the name is not looked up a second time."""
        addresses = self.resolve(host)
        if not addresses or not all(map(is_public, addresses)):
            raise Unreachable("the host has an address that is not public")
        fault: OSError | None = None
        for address in addresses[:MOST_ADDRESSES]:
            try:
                return self.dial(address, HTTPS_PORT, CONNECT_SECONDS)
            except OSError as error:
                fault = error
        raise fault or OSError("no address")

    def _asked(
        self, plain: socket.socket, host: str, target: str, headers: Mapping[str, str], body: bytes
    ) -> int:
        context = self.context()
        connection = http.client.HTTPSConnection(host, HTTPS_PORT, timeout=self.seconds, context=context)
        plain.settimeout(self.seconds)
        connection.sock = context.wrap_socket(plain, server_hostname=host)
        try:
            connection.request("POST", target, body, {**headers, "Connection": "close"})
            return connection.getresponse().status
        finally:
            connection.close()

    @contextmanager
    def _limited(self, plain: socket.socket) -> Iterator[None]:
        """A receiver that answers a byte at a time would never meet a socket's own limit."""
        with plain, plain.dup() as held:
            over = threading.Timer(self.seconds, _shut, (held,))
            over.daemon = True
            over.start()
            try:
                yield
            finally:
                over.cancel()


def _shut(held: socket.socket) -> None:
    """Whoever waits for this connection waits no longer."""
    try:
        held.shutdown(socket.SHUT_RDWR)
    except OSError:  # it has come to its end meanwhile
        return


def _said(error: Exception) -> str:
    """The kind of what went wrong; nothing that the other side wrote."""
    match error:
        case ssl.SSLCertVerificationError():
            return "its certificate does not hold"
        case TimeoutError():
            return "no answer in time"
        case socket.gaierror():
            return "the host's name was not found"
        case _:
            return f"no connection: {type(error).__name__}"
