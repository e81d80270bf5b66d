"""E-mail through Amazon SES, with each of its answers told apart by what it means for the mail."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.headerregistry import Address
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from ..watch import work


class NotTaken(Exception):
    """SES did not take the mail: nothing was sent, later may go better."""


class Rejected(Exception):
    """SES will never take this mail."""


class Paused(Exception):
    """SES takes no mail at all from this account just now."""


class NoAnswer(Exception):
    """SES may or may not have sent it."""


@dataclass(frozen=True)
class Letter:
    """One mail to one address, ready to go. `tags` travel with it and come back in SES's events."""

    to: str
    subject: str
    text: str
    html: str
    sender_name: str
    reply_to: str | None = None
    tags: Mapping[str, str] = field(default_factory=dict)


ANSWERS: dict[str, type[Exception]] = {
    "TooManyRequestsException": NotTaken,
    "LimitExceededException": NotTaken,
    "Throttling": NotTaken,
    "ThrottlingException": NotTaken,
    "MessageRejected": Rejected,
    "BadRequestException": Rejected,
    "NotFoundException": Rejected,
    "SendingPausedException": Paused,
    "AccountSuspendedException": Paused,
    "AccessDeniedException": Paused,
    "MailFromDomainNotVerifiedException": Paused,
}

# C0 and C1 controls, line and paragraph separators, and the marks that turn the writing direction.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_TAG = re.compile(r"<[^<>]*>|[<>]")
_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\\x00-\x1f\x7f]{1,64}@[^\s@<>,;:\"()\[\]\\\x00-\x1f\x7f]{1,255}")


def header(text: str, longest: int = 200) -> str:
    """User text as it may stand in a header: one line, no tags, no direction marks, not too long."""
    plain = unicodedata.normalize("NFC", _TAG.sub(" ", _UNSAFE.sub(" ", text)))
    plain = " ".join(plain.split())
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def _meaning(error: ClientError) -> Exception:
    """A refusal that is not known here was still a refusal; only a fault of SES's own leaves a doubt."""
    code = error.response["Error"]["Code"]
    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    return ANSWERS.get(code, NotTaken if 400 <= status < 500 else NoAnswer)(code)


def _in_ascii(address: str) -> str:
    """SES takes the domain as punycode only."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode()}"


class Mailer:
    """Sends letters. The client must never repeat a SendEmail by itself (promises F13)."""

    def __init__(self, client: Any, *, sender: str, configuration_set: str | None) -> None:
        self._client = client
        self._sender = sender
        self._configuration_set = configuration_set

    def send(self, letter: Letter) -> str:
        """SES's message id. Raises NotTaken, Rejected, Paused or NoAnswer."""
        if _ADDRESS.fullmatch(letter.to) is None:
            raise Rejected("not an e-mail address")
        try:
            request = self._request(letter)
        except ValueError as error:
            raise Rejected("not an address that can be written in ASCII") from error
        work.called()
        try:
            answer = self._client.send_email(**request)
        except ClientError as error:
            raise _meaning(error) from error
        except BotoCoreError as error:
            raise NoAnswer(type(error).__name__) from error
        return str(answer["MessageId"])

    def _request(self, letter: Letter) -> dict[str, Any]:
        local, _, domain = self._sender.rpartition("@")
        sender = str(Address(header(letter.sender_name, 64), local, domain))
        asked: dict[str, Any] = {
            "FromEmailAddress": sender,
            "Destination": {"ToAddresses": [_in_ascii(letter.to)]},
            "Content": {
                "Simple": {
                    "Subject": {"Data": header(letter.subject), "Charset": "UTF-8"},
                    "Body": {
                        "Text": {"Data": letter.text, "Charset": "UTF-8"},
                        "Html": {"Data": letter.html, "Charset": "UTF-8"},
                    },
                }
            },
            "EmailTags": [{"Name": name, "Value": value} for name, value in letter.tags.items()],
        }
        if letter.reply_to:
            asked["ReplyToAddresses"] = [letter.reply_to]
        if self._configuration_set:
            asked["ConfigurationSetName"] = self._configuration_set
        return asked
