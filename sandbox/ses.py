"""A small SES: takes a SendEmail as Amazon SES v2 would, refuses what it refuses, and keeps what it took."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parseaddr
from itertools import count
from typing import Any

from botocore.awsrequest import AWSPreparedRequest

from sandbox.wire import Answer, body_of, refusal, success

MOST_RECIPIENTS = 50
# Local part and domain in ASCII, as SES demands (a domain beyond it comes as punycode).
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z0-9-]{2,}")
_TAG = re.compile(r"[A-Za-z0-9_-]{1,256}")


@dataclass(frozen=True)
class SentMail:
    message_id: str
    sent_at: datetime
    sender: str
    to: tuple[str, ...]
    subject: str
    text: str
    html: str
    tags: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    reply_to: tuple[str, ...] = ()


def mail_of(letter: dict[str, Any], message_id: str, sent_at: datetime) -> SentMail:
    """What a SendEmail with simple content says, once a service has taken it under `message_id`."""
    simple = letter["Content"]["Simple"]
    body = simple.get("Body", {})
    return SentMail(
        message_id=message_id,
        sent_at=sent_at,
        sender=letter.get("FromEmailAddress", ""),
        to=tuple(_recipients(letter)),
        subject=simple["Subject"]["Data"],
        text=body.get("Text", {}).get("Data", ""),
        html=body.get("Html", {}).get("Data", ""),
        tags={tag["Name"]: tag["Value"] for tag in letter.get("EmailTags", ())},
        headers={header["Name"]: header["Value"] for header in simple.get("Headers", ())},
        reply_to=tuple(letter.get("ReplyToAddresses", ())),
    )


class PostOffice:
    """Answers the clients' SendEmail; only what was answered with a message id counts as sent."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.throttle_next = 0
        self._now = now
        self._sent: list[SentMail] = []
        self._numbers = count(1)
        self._lock = threading.Lock()

    def sent_mail(self) -> list[SentMail]:
        return list(self._sent)

    def keep(self, mail: SentMail) -> None:
        self._sent.append(mail)

    def clear(self) -> None:
        self._sent.clear()

    def answer(self, request: AWSPreparedRequest) -> Answer:
        if (request.method, request.url.endswith("/v2/email/outbound-emails")) != ("POST", True):
            raise NotImplementedError(
                f"The sandbox's SES knows SendEmail, not {request.method} {request.url}."
            )
        with self._lock:
            return self._take(json.loads(body_of(request)))

    def _take(self, letter: dict[str, Any]) -> Answer:
        if self.throttle_next > 0:
            self.throttle_next -= 1
            return refusal(429, "TooManyRequestsException", "Maximum sending rate exceeded.")
        fault = next(_faults(letter), None)
        if fault is not None:
            return refusal(400, *fault)
        message_id = f"{next(self._numbers):016x}-sandbox-000000"
        self.keep(mail_of(letter, message_id, self._now()))
        return success({"MessageId": message_id})


def _recipients(letter: dict[str, Any]) -> list[str]:
    places = letter.get("Destination", {})
    return [address for kind in ("To", "Cc", "Bcc") for address in places.get(f"{kind}Addresses", ())]


def _faults(letter: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Why SES would not take this letter, as (exception, message), the first one first."""
    recipients = _recipients(letter)
    if not recipients:
        yield "BadRequestException", "Destination must contain at least one recipient."
    if len(recipients) > MOST_RECIPIENTS:
        yield "MessageRejected", f"Recipient count exceeds {MOST_RECIPIENTS}."
    for address in [letter.get("FromEmailAddress", ""), *recipients, *letter.get("ReplyToAddresses", ())]:
        if not _ADDRESS.fullmatch(parseaddr(address)[1]) or "\n" in address or "\r" in address:
            yield "BadRequestException", f"Illegal address: {address!r}."
    for tag in letter.get("EmailTags", ()):
        if not (_TAG.fullmatch(tag["Name"]) and _TAG.fullmatch(tag["Value"])):
            yield "BadRequestException", f"Invalid tag {tag['Name']!r}: {tag['Value']!r}."
    yield from _faults_of_content(letter.get("Content", {}))


def _faults_of_content(content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    simple = content.get("Simple")
    if simple is None:
        yield "BadRequestException", "The sandbox's SES takes simple content only."
        return
    subject = simple.get("Subject", {}).get("Data", "")
    if not subject or "\n" in subject or "\r" in subject:
        yield "BadRequestException", "The subject must be one line of text."
    if not any(part.get("Data") for part in simple.get("Body", {}).values()):
        yield "BadRequestException", "The body must have a text or an HTML part."
