"""AWS as the sandbox has it, for programs beside it: the operators' command, the AWS CLI, a notebook."""

from botocore.awsrequest import AWSPreparedRequest
from botocore.compat import HTTPHeaders

from sandbox.engines import WRITES, Engine
from sandbox.wire import Answer, refusal

# Set as AWS_ENDPOINT_URL, clients find DynamoDB here, and SES below it.
HERE = "/sandbox/aws"
SES = "/v2/email/outbound-emails"
_DYNAMODB = "DynamoDB_20120810."


def answer(engine: Engine, path: str, headers: dict[str, str], body: bytes) -> Answer:
    """What the engine says; whoever asks is believed, for nothing of it is real."""
    below, said = path.removeprefix(HERE) or "/", HTTPHeaders.from_dict(headers)
    request = AWSPreparedRequest("POST", below, said, body, stream_output=False)
    if request.url == SES:
        return engine.answer("sesv2", request)
    target = headers.get("X-Amz-Target", "")
    if not target.startswith(_DYNAMODB):
        return refusal(400, "UnknownOperationException", "The sandbox has DynamoDB and SES's SendEmail.")
    answered = engine.answer("dynamodb", request)
    if target.removeprefix(_DYNAMODB) in WRITES:
        engine.on_write()
    return answered
