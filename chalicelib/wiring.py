"""Settings become things: table, mailer, clock and ids; made once a container, on first use.

What not every function needs is imported where it is made: a cold start pays for each module.
"""

import hashlib
import random  # noqa: TID251 - chance is made here and handed on as an argument
import secrets  # noqa: TID251 - ids are made here and handed on as an argument
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import botocore.session
from botocore.config import Config

from .domain.api_key import ALPHABET
from .settings import Settings, settings
from .store.answers import Parsers
from .store.table import Table, TenantTable, Unavailable
from .watch.turns import Lines, Teller, retried

if TYPE_CHECKING:
    from .documents.press import Press
    from .domain.readiness import Tick
    from .messaging.email import Mailer
    from .messaging.webhook import Caller
    from .store.rule_index import RuleIndex

__all__ = ["Ids", "TenantTable", "Unavailable", "Wiring", "wiring"]

DYNAMODB = Config(
    retries={"mode": "standard", "total_max_attempts": 3},
    connect_timeout=1,
    read_timeout=3,
    max_pool_connections=64,
    # A tenth of a call's CPU; the tests' engines check each call, and DynamoDB checks it anyway.
    parameter_validation=False,
    # Another fifth: the SDK's own is put together anew for each call, twice.
    user_agent="laurel",
    # The region's own host, for all: the SDK would look for the account's at each call.
    account_id_endpoint_mode="disabled",
)
# SES has no idempotency token: the SDK must never repeat a SendEmail by itself (promises F13).
SES = Config(retries={"total_max_attempts": 1}, connect_timeout=2, read_timeout=10)


class Ids(Protocol):
    """Where ids and other chance come from."""

    def uid(self) -> str: ...
    def letters(self, length: int) -> str: ...
    def number(self) -> int: ...


class RandomIds:
    """Truly random ids."""

    def uid(self) -> str:
        """24 hex digits, 96 bits of chance."""
        return secrets.token_hex(12)

    def letters(self, length: int) -> str:
        return "".join(secrets.choice(ALPHABET) for _ in range(length))

    def number(self) -> int:
        """Nine digits, as seed 004's customer ids."""
        return 100_000_000 + secrets.randbelow(900_000_000)


class SeededIds:
    """Ids that follow from an Idempotency-Key: the same request, repeated, makes the same records.

    The seed must hold a secret of the tenant: who knows only the Idempotency-Key can guess nothing.
    """

    def __init__(self, *seed: str) -> None:
        self._seed = "\x1f".join(seed)
        self._drawn = 0

    def uid(self) -> str:
        return self._draw()[:24]

    def letters(self, length: int) -> str:
        value = int("".join(self._draw() for _ in range(1 + length // 40)), 16)
        return "".join(ALPHABET[value // 62**place % 62] for place in range(length))

    def number(self) -> int:
        return 100_000_000 + int(self._draw(), 16) % 900_000_000

    def _draw(self) -> str:
        self._drawn += 1
        return hashlib.sha256(f"{self._seed}\x1f{self._drawn}".encode()).hexdigest()


def signing_key() -> str:
    """A private key of chance (RSA 2048, PKCS#8 as PEM). It takes a tenth of a second and more."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain).decode()


class Abroad:
    """Where webhooks really leave; whoever calls none need not know how."""

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        from .messaging.webhook import Https

        return Https().post(url, headers, body)


@dataclass
class Wiring:
    """Everything that the outer rooms need. Tests and the sandbox make their own."""

    settings: Settings
    clients: Callable[[str], Any]
    clock: Callable[[], datetime]
    ids: Ids
    pause: Callable[[int], None]
    jitter: Callable[[], float]
    webhooks: "Caller" = field(default_factory=Abroad)
    # What this container's sweep left word of last.
    last_word: "Tick | None" = None
    lines: Lines = lambda _: None
    stopwatch: Callable[[], float] = time.perf_counter
    signing_key: Callable[[], str] = signing_key

    @cached_property
    def table(self) -> Table:
        return Table(
            self.clients("dynamodb"), self.settings.table, op=lambda: self.ids.letters(10), pause=self._pause
        )

    def _pause(self, attempt: int) -> None:
        retried()
        self.pause(attempt)

    @cached_property
    def teller(self) -> Teller:
        """Who tells what is done here; its lines are the log."""
        return Teller(self.lines, self.clock, self.stopwatch, self.settings.stack)

    @cached_property
    def streams(self) -> Any:
        """The table's stream, for who reads back what it gave up."""
        return self.clients("dynamodbstreams")

    @cached_property
    def rules(self) -> "RuleIndex":
        """What this container knows of the live rules."""
        from .store.rule_index import RuleIndex

        return RuleIndex()

    @property
    def mail_templates(self) -> frozenset[str]:
        from .messaging import templates

        return templates.names()

    @cached_property
    def mailer(self) -> "Mailer":
        from .messaging.email import Mailer

        return Mailer(
            self.clients("sesv2"),
            sender=self.settings.mail_from,
            configuration_set=self.settings.mail_configuration_set,
        )

    @cached_property
    def papers(self) -> "Press":
        from .documents.press import Press  # only who draws papers pays for the room

        return Press()


def real_client(service: str) -> Any:
    """A botocore client: half the import of boto3's, and made once (tech.md, cold start)."""
    config = SES if service == "sesv2" else DYNAMODB
    session = botocore.session.get_session()
    session.register_component("response_parser_factory", Parsers())
    return session.create_client(service, region_name=settings().region, config=config)


def sleep_with_jitter(attempt: int) -> None:
    """Full jitter: at most 10, 20, 40 … 320 ms."""
    time.sleep(random.uniform(0, 0.01 * 2 ** min(attempt - 1, 5)))  # noqa: S311 - a pause, no secret


def spoken(line: str) -> None:
    """A line to where Lambda takes the log from."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - this is the clock


_current: Wiring | None = None


def wiring() -> Wiring:
    """The container's wiring."""
    global _current
    if _current is None:
        _current = Wiring(
            settings=settings(),
            clients=real_client,
            clock=now,
            ids=RandomIds(),
            pause=sleep_with_jitter,
            jitter=random.random,
            lines=spoken,
        )
    return _current


def use(other: Wiring | None) -> None:
    """Set another wiring in place (the sandbox, a test); None goes back to the real one."""
    global _current
    _current = other
