"""Makes what a fuzzer thought of speak of records that stand: with a made-up uid all would be 404."""

import re
from typing import Any

from schemathesis.core.parameters import ParameterLocation

from chalicelib.api.call import Endpoint
from chalicelib.api.front import endpoints
from tests.api.routes import Furnished

DECLARED = {f"{one.method} {one.path}": one for one in endpoints()}
# Records of face 000 and 003 refer to each other by such texts.
REF = re.compile(r"/example/\w+/\w+/|[0-9a-f]{24}")


def fit(case: Any, rooms: Furnished) -> None:
    """Put the records' names where the case does not mean to be wrong."""
    endpoint = DECLARED[case.operation.label]
    if case.path_parameters and not _wrong(case, ParameterLocation.PATH):
        case.path_parameters = _names(endpoint, rooms)
    good = rooms.body(endpoint)
    if isinstance(good, dict) and isinstance(case.body, dict) and not _wrong(case, ParameterLocation.BODY):
        refs = {
            name: value for name, value in good.items() if isinstance(value, str) and REF.fullmatch(value)
        }
        case.body = case.body | refs


def _wrong(case: Any, location: ParameterLocation) -> bool:
    return case.meta is not None and bool(case.meta.is_negative_at(location))


def _linked(kind: str, rooms: Furnished) -> str:
    """What a public link leads to, while the tenant's links are open."""
    finished = rooms.records["event"]["subject"].strip("/").rpartition("/")[2]
    own = {kind: rooms.records[kind]["uid"] for kind in ("member", "invoice", "quote")}
    key = rooms.records["signing_key"]["uid"]
    return (own | {"achievement": finished, "verify": own["member"], "key": key, "status": key})[kind]


def _names(endpoint: Endpoint, rooms: Furnished) -> dict[str, str]:
    pattern = re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", endpoint.path) + "/"
    kind, _, rest = endpoint.path.partition("/public/{flock}/")[2].partition("/")
    found = re.fullmatch(pattern, rooms.target(endpoint, uid=_linked(kind, rooms) if rest else None))
    assert found is not None, endpoint.path
    return found.groupdict()
