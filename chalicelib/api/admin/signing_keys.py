"""Routes of the keys that sign badges: which there are, another one, and one that is good no longer."""

from typing import Any

from ...actions import signing_keys
from ...domain.credential import Addresses
from ...domain.signing_key import SigningKey
from ..blueprint import ADMIN, Face
from ..call import Answer, Call
from ..sheep.collection import a_uid, ref
from ..sheep.dialect import Sheep
from ..wire import NaiveTime, Record

face = Face(Sheep())
KEYS = "/api/v1/{flock}/signing_key"


class SigningKeyRecord(Record):
    """`key` is where the public part stands, as badges name it. `signs`: it is the one that signs now."""

    uid: str
    uri: str
    created: NaiveTime
    key: str
    signs: bool


class SigningKeyList(Record):
    """The newest first: that one signs. There are so few that there are no pages."""

    results: list[SigningKeyRecord]


@face.endpoint("GET", KEYS, who=ADMIN, summary="The keys that sign badges.", answers=SigningKeyList)
def list_signing_key(call: Call) -> Any:
    kept = signing_keys.listed(call.table)
    keys = kept.keys if kept else ()
    return SigningKeyList(results=[_shown(call, key, signs=key is keys[0]) for key in keys])


@face.endpoint(
    "POST",
    KEYS,
    who=ADMIN,
    summary="Another key signs from now on; what the others signed stays good.",
    answers=SigningKeyRecord,
    status=201,
)
def new_signing_key(call: Call) -> Any:
    made = signing_keys.rotate(call.table, call.wired.signing_key, call.ids.uid(), at=call.now)
    return _shown(call, made, signs=True)


@face.endpoint(
    "DELETE", KEYS + "/{uid}", who=ADMIN, summary="Nothing that a key signed is good any more.", status=204
)
def withdraw_signing_key(call: Call, uid: str) -> Any:
    signing_keys.withdraw(call.table, a_uid(uid, "signing key"), at=call.now)
    return Answer(status=204)


def _shown(call: Call, key: SigningKey, *, signs: bool) -> SigningKeyRecord:
    addresses = Addresses(call.wired.settings.base_url, call.caller.tenant)
    return SigningKeyRecord(
        uid=key.uid,
        uri=ref(call, "signing_key", key.uid),
        created=key.created,
        key=addresses.key(key.uid),
        signs=signs,
    )
