"""The services of AWS that a deployment speaks to."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import botocore.session


@dataclass(frozen=True)
class Cloud:
    """Each client is made when it is asked for first."""

    client: Callable[[str], Any]

    @classmethod
    def of_session(cls, region: str | None) -> "Cloud":
        """By the environment or profile, as the AWS command line finds them."""
        session = botocore.session.get_session()
        return cls(lambda service: session.create_client(service, region_name=region))

    @cached_property
    def cloudformation(self) -> Any:
        return self.client("cloudformation")

    @cached_property
    def s3(self) -> Any:
        return self.client("s3")

    @cached_property
    def sts(self) -> Any:
        return self.client("sts")

    @cached_property
    def dynamodb(self) -> Any:
        return self.client("dynamodb")

    @cached_property
    def streams(self) -> Any:
        return self.client("dynamodbstreams")

    @cached_property
    def ses(self) -> Any:
        return self.client("sesv2")
