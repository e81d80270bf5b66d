"""The environment, read here and nowhere else."""

import os
from dataclasses import dataclass
from functools import cache

# The stack of what runs in none.
NOWHERE = "local"


@dataclass(frozen=True)
class Settings:
    """What a deployment decides. Every field has its row in docs/settings.md."""

    table: str
    base_url: str
    mail_from: str
    mail_configuration_set: str | None
    region: str
    version: str
    stack: str


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
        stack=_stack(env.get("AWS_LAMBDA_LOG_GROUP_NAME", "")),
    )


def _stack(log_group: str) -> str:
    """The stack by its log groups, /laurel/{stack}/{function}: Lambda names its own to each function."""
    parts = log_group.split("/")
    return parts[2] if len(parts) == 4 and parts[1] == "laurel" else NOWHERE
