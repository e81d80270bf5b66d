"""The engines under the sandbox and the tests: each gives botocore clients that believe they speak to AWS."""

import json
import threading
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import botocore.session
from botocore import UNSIGNED
from botocore.awsrequest import AWSPreparedRequest
from botocore.config import Config
from botocore.loaders import Loader

from chalicelib.store.answers import Parsers
from sandbox import ministack
from sandbox.dynamodb_local import CACHE, EngineMissing, LocalProcess
from sandbox.ses import PostOffice, SentMail, mail_of
from sandbox.wire import Answer, Client, answer_with, body_of, refusal

__all__ = ["DynamoDBLocalEngine", "Engine", "EngineMissing", "InProcessEngine", "MotoEngine", "SentMail"]

REGION = "us-east-1"
WRITES = ("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems")
# A mail must not be sent twice because its answer was slow: the outbox decides about that, not the SDK.
_ATTEMPTS = {"dynamodb": 3, "dynamodbstreams": 3, "sesv2": 1, "sqs": 3}
# Of a table that is gone DynamoDB Local keeps the stream and looks through it at every call: after 20,000
# writes a read takes ten times as long. After as many as this to start anew, some seconds, is cheaper.
MANY_WRITES = 1_000
_LOADER = Loader()  # reads each service's model once, whatever the number of engines
_CREATING = threading.Lock()  # botocore clients are thread-safe, making one is not

Now = Callable[[], datetime]


class Engine(Protocol):
    """`client` makes a new client on each call: hooks (the meter's) on one are not on another.

    `on_write` is called after every call that may have written. The next `throttle_next` DynamoDB calls are
    refused as AWS refuses them in a rush; the clients' retries count. `answer` is for clients elsewhere, who
    send their requests over the network.
    """

    on_write: Callable[[], None]
    throttle_next: int
    post_office: PostOffice

    def client(self, service: str) -> Client: ...
    def answer(self, service: str, request: AWSPreparedRequest) -> Answer: ...
    def sent_mail(self) -> list[SentMail]: ...
    def reset(self) -> None: ...
    def close(self) -> None: ...


class _Clients:
    """What the engines share: clients, the wake-up after a write, and throttling on request."""

    def __init__(self, now: Now) -> None:
        self.on_write: Callable[[], None] = lambda: None
        self.throttle_next = 0
        self.post_office = PostOffice(now)
        self._session = self._new_session()

    def client(self, service: str) -> Client:
        with _CREATING:
            made = self._session.create_client(
                service,
                region_name=REGION,
                aws_access_key_id="sandbox",
                aws_secret_access_key="sandbox",
                config=self._config(service),
                **self._options(service),
            )
        if service == "dynamodb":
            answer_with(made, service, self._throttle)  # asked before the engine, which answers everything
            for name in WRITES:
                made.meta.events.register(f"after-call.dynamodb.{name}", self._written)
        self._connect(service, made)
        return made

    def sent_mail(self) -> list[SentMail]:
        """What SES took, oldest first."""
        return self.post_office.sent_mail()

    def _new_session(self) -> botocore.session.Session:
        return _session()

    def _options(self, service: str) -> dict[str, Any]:
        return {}

    def _config(self, service: str) -> Config:
        options: dict[str, Any] = {
            "retries": {"mode": "standard", "total_max_attempts": _ATTEMPTS[service]},
            "account_id_endpoint_mode": "disabled",  # moto's streams do not know account hosts
            "ignore_configured_endpoint_urls": True,
            "max_pool_connections": 64,
        }
        return Config(**options)

    def _connect(self, service: str, client: Client) -> None:
        """Put the engine behind a new client."""

    def answer(self, service: str, request: AWSPreparedRequest) -> Answer:
        raise NotImplementedError("This engine answers its own clients alone.")

    def _written(self, **_: Any) -> None:
        self.on_write()

    def _throttle(self, _: object) -> Answer | None:
        if self.throttle_next <= 0:
            return None
        self.throttle_next -= 1
        return refusal(400, "ThrottlingException", "Rate of requests exceeds the allowed throughput.")


def _own_session() -> botocore.session.Session:
    session = botocore.session.get_session()
    session.register_component("data_loader", _LOADER)
    session.register_component("response_parser_factory", Parsers())  # the product's own
    return session


# Making one takes longer than most tests; what hangs on a client stays that client's.
_session = cache(_own_session)


class InProcessEngine(_Clients):
    """ministack's DynamoDB inside this process: 1 to 2 ms a call, right under threads, gone with the process.

    All engines of one process see the same tables: give them different names, or reset.
    """

    def __init__(self, now: Now) -> None:
        super().__init__(now)
        self._modules = ministack.load()

    def reset(self) -> None:
        with ministack.LOCK:
            self._modules["dynamodb"].reset()
        self.post_office.clear()

    def close(self) -> None:
        self.post_office.clear()

    def _config(self, service: str) -> Config:
        """Nothing leaves this process: nobody reads a signature or who the caller says he is."""
        return super()._config(service).merge(Config(signature_version=UNSIGNED, user_agent="laurel"))

    def _connect(self, service: str, client: Client) -> None:
        if service == "sesv2":
            answer_with(client, service, self.post_office.answer)
            return
        module = self._modules[service]
        answer_with(client, service, lambda request: ministack.ask(module, request))

    def answer(self, service: str, request: AWSPreparedRequest) -> Answer:
        if service == "sesv2":
            return self.post_office.answer(request)
        return ministack.ask(self._modules[service], request)


class MotoEngine(_Clients):
    """moto's DynamoDB, streams and SES, for small tables and one thread: it judges no races and no limits.

    moto decides what SES takes; the letters are kept as they were sent, for moto forgets text and tags.
    """

    def __init__(self, now: Now, senders: tuple[str, ...] = ()) -> None:
        from moto import mock_aws  # moto hooks into botocore at import: only where it is asked for

        self._now = now
        self._mock = mock_aws(config={"core": {"mock_credentials": False, "reset_boto3_session": False}})
        self._mock.start()
        super().__init__(now)
        self._senders = senders
        self._verify_senders()

    def _new_session(self) -> botocore.session.Session:
        return _own_session()  # moto answers only the sessions that were made after it was imported

    def reset(self) -> None:
        from moto.backends import get_backend
        from moto.core.models import DEFAULT_ACCOUNT_ID

        for service in ("dynamodb", "dynamodbstreams", "ses", "sesv2"):
            get_backend(service)[DEFAULT_ACCOUNT_ID][REGION].reset()
        self.post_office.clear()
        self._verify_senders()

    def close(self) -> None:
        self._mock.stop()
        self.post_office.clear()

    def _verify_senders(self) -> None:
        for sender in self._senders:
            self.client("sesv2").create_email_identity(EmailIdentity=sender)

    def _connect(self, service: str, client: Client) -> None:
        if service == "sesv2":
            client.meta.events.register("before-call.sesv2.SendEmail", _note_letter)
            client.meta.events.register("after-call.sesv2.SendEmail", self._keep_letter)

    def _keep_letter(self, parsed: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
        if "MessageId" in parsed:
            self.post_office.keep(mail_of(context["letter"], parsed["MessageId"], self._now()))


def _note_letter(params: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
    context["letter"] = json.loads(params["body"])


class DynamoDBLocalEngine(_Clients):
    """AWS's own emulator in a child process, for scale, races and limits; with this house's small SES."""

    _writes = 0  # since it was started, through clients of this process

    def __init__(self, now: Now, data_dir: Path | None = None, cache_dir: Path = CACHE) -> None:
        super().__init__(now)
        self._process = LocalProcess(data_dir, cache_dir)

    def reset(self) -> None:
        if self._writes > MANY_WRITES:
            self._process.forget()
            self._writes = 0
        else:
            self._delete_tables()
        self.post_office.clear()

    def close(self) -> None:
        self._process.close()

    def _delete_tables(self) -> None:
        client = self.client("dynamodb")
        for name in client.list_tables()["TableNames"]:
            client.delete_table(TableName=name)

    def _written(self, **_: Any) -> None:
        self._writes += 1
        super()._written()

    def answer(self, service: str, request: AWSPreparedRequest) -> Answer:
        if service == "sesv2":
            return self.post_office.answer(request)
        return self._process.ask(dict(request.headers), body_of(request))

    def _options(self, service: str) -> dict[str, Any]:
        return {} if service == "sesv2" else {"endpoint_url": self._process.url}

    def _config(self, service: str) -> Config:
        """As the product's own client: this engine is there for scale."""
        return super()._config(service).merge(Config(parameter_validation=service != "dynamodb"))

    def _connect(self, service: str, client: Client) -> None:
        if service == "sesv2":
            answer_with(client, service, self.post_office.answer)
