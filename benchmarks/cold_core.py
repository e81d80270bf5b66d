"""What stands behind every face before its first answer: wiring, client, and how a kind of record is read."""

import json
from collections.abc import Iterator

from benchmarks import instructions
from benchmarks.figures import Figure

TITLE = "Cold start, core: wiring, table, and the first record of a kind"

MILLION = 1_000_000
START, FIRST = "to the table, M instructions", "its first read, M instructions"
# As a function has it: credentials in the environment, and nothing of this machine's own.
LAMBDA = (
    "import os; os.environ.clear(); os.environ.update("
    "AWS_REGION='us-east-1', AWS_ACCESS_KEY_ID='a', AWS_SECRET_ACCESS_KEY='b'); "
)
SDK = "import boto3; client = boto3.client('dynamodb', region_name='us-east-1'); "
TABLE = (
    "import chalice; from chalicelib.wiring import wiring; table = wiring().table; client = table.client; "
)
# One item is read, and no network is asked for it.
ANSWERED = """
import io
from botocore.awsrequest import AWSResponse
class Body(io.BytesIO):
    def stream(self, **_):
        yield self.read()
client.meta.events.register(
    'before-send.dynamodb',
    lambda request, **_: AWSResponse(request.url, 200, {}, Body(b'{"Item": {"pk": {"S": "a"}, "sk": {"S": "b"}}}')),
)
"""
SDK_READS = (
    "client.get_item(TableName='laurel', Key={'pk': {'S': 'a'}, 'sk': {'S': 'b'}}, ConsistentRead=True)"
)
TABLE_READS = "from chalicelib.store.keys import Key; table.get(Key('a', 'b'))"

NOON = "2026-11-22T12:00:00Z"
EVERY = {"uid": "u", "created": NOON, "last_updated": NOON, "version": 1}
CONTACT = {**EVERY, "resource": "person", "first_name": "Ada", "emails": ["ada@example.org"]}
STEPS = {"type": "t", "name": "Badge 3", "steps": ["Roll"], "contact": "c", "contact_resource": "person"}
TERM = {"start": "2026-01-01", "end": "2027-01-01", "anchor": "2026-01-01"}
MEMBERSHIP = {
    "uid": "u",
    "number": "1",
    "contact": "c",
    "membership_type": "m",
    "member_since": "2026-01-01",
    "term": TERM,
    "reached": {"at": NOON, "name": "renewed"},
}
RECORDS: dict[str, tuple[str, dict[str, object]]] = {
    "an API key": (
        "api_keys import API_KEYS",
        {**EVERY, "key_id": "k", "digest": "d", "tenant": "t", "tenant_secret": "s", "role": "admin"},
    ),
    "a contact": ("contacts import CONTACTS", CONTACT),
    "an achievement": ("achievements import ACHIEVEMENTS", {**EVERY, **STEPS, "contact_name": "Ada"}),
    "a membership": (
        "memberships import MEMBERSHIPS",
        {
            **EVERY,
            "membership": MEMBERSHIP,
            "link_tail": "x",
            "contact_resource": "person",
            "contact_name": "Ada",
            "type_name": "Full",
        },
    ),
}
# Design §7: times `import boto3` and a client.
MOST = 1.05


def measure() -> Iterator[Figure]:
    floor = _millions(SDK)
    yield Figure("wiring, Chalice and client", START, _millions(TABLE), floor, most=MOST * floor)
    floor = _millions(SDK + ANSWERED + SDK_READS)
    spent = _millions(TABLE + ANSWERED + TABLE_READS)
    yield Figure("the same and one item read", START, spent, floor, most=MOST * floor)
    yield from _first_reads()


def _first_reads() -> Iterator[Figure]:
    """What the modules of a kind take, and making out how it is read; without what every request has anyway."""
    common = "import chalice, chalicelib.wiring; from chalicelib.store import records\n"
    before = _millions(common)
    for name, (kept, item) in RECORDS.items():
        kind = kept.rpartition(" ")[2]
        reads = f"from chalicelib.store.{kept}; import json; {kind}.read(json.loads({json.dumps(item)!r}))"
        yield Figure(name, FIRST, _millions(common + reads) - before)


def _millions(code: str) -> float:
    return instructions.counted("-c", LAMBDA + code) / MILLION
