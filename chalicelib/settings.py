"""The environment, read here and nowhere else."""

import os
import re
from dataclasses import dataclass, field
from functools import cache


@dataclass(frozen=True)
class Settings:
    """What a deployment decides. Every field has its row in docs/settings.md."""

    table: str
    base_url: str
    mail_from: str
    mail_configuration_set: str | None
    region: str
    version: str


@cache
def settings() -> Settings:
    env = os.environ  # noqa: TID251 - this is the one module that reads it
    return Settings(
        table=env.get("LAUREL_TABLE", "laurel"),
        base_url=env.get("LAUREL_BASE_URL", "http://127.0.0.1:8000").rstrip("/"),
        mail_from=env.get("LAUREL_MAIL_FROM", "laurel@example.org"),
        mail_configuration_set=env.get("LAUREL_MAIL_CONFIGURATION_SET") or None,
        region=env.get("AWS_REGION") or env.get("AWS_DEFAULT_REGION") or "us-east-1",
        version=env.get("LAUREL_VERSION", "0.1.0"),
    )


@dataclass(frozen=True)
class Access:
    """What it takes to ask an AWS service: where, and as whom."""

    endpoint: str
    region: str
    key: str
    secret: str = field(repr=False)
    token: str | None = field(default=None, repr=False)


# The partitions whose hosts end in amazonaws.com.
_REGION = re.compile(r"(?!cn-)[a-z]{2}-(gov-)?[a-z]+-\d")
# Whoever sets one of these wants what AWS's SDK does with it.
_FOR_THE_SDK = (
    "AWS_CA_BUNDLE",
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
    "AWS_USE_DUALSTACK_ENDPOINT",
    "AWS_USE_FIPS_ENDPOINT",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "REQUESTS_CA_BUNDLE",
    "https_proxy",
    "http_proxy",
)


def dynamodb_access() -> Access | None:
    """As a Lambda function has it. None: only AWS's SDK knows how (profiles, proxies, other partitions)."""
    env = os.environ  # noqa: TID251 - this is the one module that reads it
    key, secret = env.get("AWS_ACCESS_KEY_ID"), env.get("AWS_SECRET_ACCESS_KEY")
    region = settings().region
    if not key or not secret or any(name in env for name in _FOR_THE_SDK) or not _REGION.fullmatch(region):
        return None
    endpoint = env.get("AWS_ENDPOINT_URL_DYNAMODB") or env.get("AWS_ENDPOINT_URL")
    return Access(
        endpoint=(endpoint or f"https://dynamodb.{region}.amazonaws.com").rstrip("/"),
        region=region,
        key=key,
        secret=secret,
        token=env.get("AWS_SESSION_TOKEN") or None,
    )
