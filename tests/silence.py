"""A table that gives no answer to some calls, for tests of what is done about it."""

from typing import Any

from botocore.awsrequest import AWSResponse

from tests.asking import Club


class Silence:
    """Calls of one kind get no answer: the next `skip` still do, then `next` of them do not, whatever the SDK
    repeats."""

    def __init__(self, club: Club, call: str) -> None:
        self.skip = self.next = 0
        club.house.wired.table.client.meta.events.register_first(f"before-call.dynamodb.{call}", self._answer)

    def _answer(self, **_: Any) -> Any:
        if self.skip > 0:
            self.skip -= 1
            return None
        if self.next <= 0:
            return None
        self.next -= 1
        refusal = {"Error": {"Code": "InternalServerError", "Message": "injected"}}
        return AWSResponse("https://aws.example", 500, {}, None), refusal
