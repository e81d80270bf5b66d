"""Bodies that are not the JSON asked for (promises J), at every route that takes a body or none."""

import json
from typing import Any

import pytest

from chalicelib.api.call import Endpoint
from chalicelib.api.wire import Fixed
from sandbox.gateway import Context, Reply
from tests.api.refusing import refused
from tests.api.routes import WITH_BODY, WRITING, Furnished, name, statuses
from tests.asking import Club

EACH = pytest.mark.parametrize("endpoint", WITH_BODY, ids=name)

# (id, the bytes, the statuses that are right)
BROKEN: dict[str, tuple[bytes, tuple[int, ...]]] = {
    "J01 empty": (b"", (400,)),
    "only blanks": (b"  \n\t ", (400,)),
    "cut off": (b'{"name": "Ada', (400,)),
    "a trailing comma": (b'{"name": "Ada",}', (400,)),
    "single quotes": (b"{'name': 'Ada'}", (400,)),
    "two values": (b"{} {}", (400,)),
    "a comment": (b"{} // Ada", (400,)),
    "a form": (b"name=Ada&number=1", (400,)),
    "J05 100,000 open brackets": (b"[" * 100_000, (400,)),
    "100,000 open braces": (b'{"a":' * 40_000, (400,)),
    "21 deep, closed": (b"[" * 21 + b"]" * 21, (400,)),
    "J07 NaN": (b'{"value":NaN,"b":-Infinity}', (400,)),
    "Infinity": (b'{"number":Infinity}', (400,)),
    "J08 1e999": (b'{"value":1e999}', (400,)),
    "1e-999": (b'{"value":1e-999}', (400,)),
    "an exponent of a billion": (b'{"value":1e1000000000}', (400,)),
    "J10 a key twice": (b'{"number":1,"number":2}', (400,)),
    "a key twice, one escaped": (b'{"number":1,"n\\u0075mber":2}', (400,)),
    "J11 5,000 digits": (b'{"number":' + b"9" * 5000 + b"}", (400,)),
    "J13 10**400": (b'{"number":1' + b"0" * 400 + b"}", (422,)),
    "39 digits": (b'{"number":' + b"9" * 39 + b"}", (422,)),
    "J14 half a surrogate pair": (b'{"name":"\\ud800"}', (400,)),
    "the other half, in a key": (b'{"\\udc00":1}', (400,)),
    "J16 not UTF-8": (bytes.fromhex("7b2261223a22ff227d"), (400,)),
    "overlong UTF-8": (b'{"a":"\xc0\xaf"}', (400,)),
    "a surrogate in UTF-8": (b'{"a":"\xed\xa0\x80"}', (400,)),
    "J17 UTF-16": ('{"a":1}'.encode("utf-16"), (400,)),
    "UTF-16 without mark": ('{"a":1}'.encode("utf-16-le"), (400,)),
    "a NUL in a text": (b'{"name":"a\\u0000b"}', (400,)),
    "a raw control character": (b'{"name":"a\x01b"}', (400,)),
    "an escape character": (b'{"name":"a\\u001b[31m"}', (400,)),
    "J19 300,000 bytes": (b'{"name":"' + b"x" * 300_000 + b'"}', (413,)),
    "300,000 bytes of blanks": (b" " * 300_000, (413,)),
    "J20 50,000 unknown keys": (json.dumps({f"k{n}": n for n in range(50_000)}).encode(), (413, 422)),
    "501 unknown keys": (json.dumps({f"k{n}": n for n in range(501)}).encode(), (422,)),
    "30 unknown keys": (json.dumps({f"k{n}": n for n in range(30)}).encode(), (422,)),
    "one key of 200 KB": (json.dumps({"k" * 200_000: 1}).encode(), (422,)),
    "J28 __proto__": (b'{"__proto__":{"admin":true},"constructor":{"prototype":1}}', (422,)),
    "J28 $where": (b'{"$where":"sleep(1000)","$ne":1}', (422,)),
    "a list": (b"[]", (422,)),
    "a list of records": (b'[{"name":"Ada"}]', (422,)),
    "a text": (b'"Ada"', (422,)),
    "a number": (b"3", (422,)),
    "null": (b"null", (422,)),
    "true": (b"true", (422,)),
}


@pytest.mark.parametrize("case", BROKEN)
@EACH
def test_a_body_that_is_not_what_was_asked_for_is_refused(
    rooms: Furnished, endpoint: Endpoint, case: str
) -> None:
    data, expected = BROKEN[case]
    compared = endpoint.body is not None and issubclass(endpoint.body, Fixed)  # with the record that stands
    if expected == (413,) and endpoint.most > len(data):
        expected = (400, 422)  # not too large here, and still not what was asked for
    said = {"Content-Type": "application/json"}
    if endpoint.bodiless and not data.strip():
        pytest.skip("this call's body may be left out")

    refused(
        rooms.club,
        lambda: rooms.club.ask(endpoint.method, rooms.target(endpoint), raw=data, headers=said),
        *statuses(endpoint, *expected),
        calls=2 if compared or endpoint.face == "competitions" else 1,
    )


@pytest.mark.parametrize(
    ("data", "status"), [(b" \t\r\n", 200), (b"\x0b", 400), (b"\x0c", 400), (b"\x1f", 400)]
)
def test_a_body_that_may_be_left_out_is_left_out_by_what_json_calls_space_alone(
    rooms: Furnished, data: bytes, status: int
) -> None:
    """RFC 8259, 2: Python would take more for a space."""
    assert rooms.club.ask("PUT", "failure/replay/", raw=data).status == status


HEADERS: dict[str, dict[str, str]] = {
    "J04 text/plain": {"Content-Type": "text/plain"},
    "J04 XML": {"Content-Type": "application/xml"},
    "J04 multipart": {"Content-Type": "multipart/form-data; boundary=x"},
    "a form": {"Content-Type": "application/x-www-form-urlencoded"},
    "JSON lines": {"Content-Type": "application/x-ndjson"},
    "two types": {"Content-Type": "text/plain, application/json"},
    "nonsense": {"Content-Type": ";;;"},
    "UTF-16 said": {"Content-Type": "application/json; charset=utf-16"},
    "latin-1 said": {"Content-Type": 'application/json; charset="ISO-8859-1"'},
    "J22 gzip": {"Content-Type": "application/json", "Content-Encoding": "gzip"},
    "deflate": {"Content-Type": "application/json", "content-encoding": "Deflate"},
    "several encodings": {"Content-Type": "application/json", "Content-Encoding": "identity, gzip"},
}


@pytest.mark.parametrize("case", HEADERS)
@EACH
def test_only_plain_json_is_read(rooms: Furnished, endpoint: Endpoint, case: str) -> None:
    data = json.dumps(rooms.body(endpoint)).encode()

    refused(
        rooms.club,
        lambda: rooms.club.ask(endpoint.method, rooms.target(endpoint), raw=data, headers=HEADERS[case]),
        415,
        calls=1,
    )


@pytest.mark.parametrize("endpoint", [one for one in WRITING if one.body is None], ids=name)
@pytest.mark.parametrize(
    "data", [b"{", b'{"a":1}', b"[" * 100_000, b"x" * 300_000, b"\xff", b"[]", b'{"a":NaN}']
)
def test_a_call_without_a_body_refuses_a_bad_one(rooms: Furnished, endpoint: Endpoint, data: bytes) -> None:
    refused(
        rooms.club,
        lambda: rooms.club.ask(endpoint.method, rooms.target(endpoint), raw=data),
        *statuses(endpoint, 400, 413, 422),
        calls=1,
    )


def posted(club: Club, data: bytes, headers: dict[str, str], encoded: bool = False) -> Reply:
    """A person, by an event of API Gateway as it may really look."""
    event = {
        "resource": "/api/v1/{flock}/person",
        "path": "/api/v1/example/person",
        "httpMethod": "POST",
        "requestContext": {"resourcePath": "/api/v1/{flock}/person", "httpMethod": "POST", "requestId": "r"},
        "headers": {"Authorization": f"Bearer {club.keys['admin']}", **headers},
        "multiValueQueryStringParameters": None,
        "pathParameters": {"flock": "example"},
        "stageVariables": None,
        "body": data.decode("latin-1") if data else None,
        "isBase64Encoded": encoded,
    }
    import app

    answer = app.app(event, Context("r"))
    return Reply(answer["statusCode"], answer["headers"], answer["body"].encode())


@pytest.mark.parametrize("data", [b"%%%", b"e30", b"e30=e30=", b"\xff\xfe"])
def test_a_body_that_is_not_the_base64_it_claims_to_be_is_refused(swift: Club, data: bytes) -> None:
    refused(
        swift, lambda: posted(swift, data, {"Content-Type": "application/json"}, encoded=True), 400, calls=1
    )


def test_a_body_in_base64_is_read(swift: Club) -> None:
    reply = posted(swift, b"eyJmaXJzdF9uYW1lIjoiQWRhIn0=", {"Content-Type": "application/json"}, encoded=True)

    assert reply.status == 201 and reply.json["first_name"] == "Ada"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Type": "application/json;charset=UTF-8"},
        {"Content-Type": "APPLICATION/JSON"},
        {"Content-Type": "application/json", "Content-Encoding": "identity"},
    ],
    ids=str,
)
def test_json_is_read_however_it_is_announced(swift: Club, headers: dict[str, str]) -> None:
    reply = posted(swift, b'{"first_name":"Ada"}', headers)

    assert reply.status == 201, reply.body


def test_a_byte_order_mark_is_passed_over(swift: Club) -> None:
    reply = swift.ask("POST", "person/", raw='\ufeff{"first_name":"Zoë"}'.encode())

    assert reply.status == 201 and reply.json["first_name"] == "Zoë"


def test_a_body_of_exactly_256_kib_is_read_and_one_byte_more_is_not(swift: Club) -> None:
    body = b'{"first_name":"Ada"}'
    full = body + b" " * (256 * 1024 - len(body))

    assert swift.ask("POST", "person/", raw=full).status == 201
    refused(swift, lambda: swift.ask("POST", "person/", raw=full + b" "), 413)


def test_a_body_that_grows_beyond_its_bound_by_normalising_is_too_large(swift: Club) -> None:
    """U+1D160 takes four bytes as sent and twelve in NFC: the record would not fit into an item."""
    note = "\U0001d160"
    body = {
        "name": "Badge",
        "steps": [note * 160 + str(number) for number in range(100)],
        "description": note * 3_333,
        "rewards": [{"name": note * 100, "description": note * 1_666}] * 20,
    }
    data = json.dumps(body, ensure_ascii=False).encode()
    assert len(data) < 256 * 1024

    refused(swift, lambda: swift.ask("POST", "achievement_type/", raw=data), 413)


NAMES = {
    "RTL override": ("a\u202eb", "a\u202eb"),
    "200 combining marks": ("a" + "\u0316" * 199, "a" + "\u0316" * 199),
    "zero-width non-joiner": ("می\u200cخواهم", "می\u200cخواهم"),
    "decomposed": ("Zoe\u0308", "Zo\u00eb"),
    "a family": ("👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"),
    "Arabic": ("مريم", "مريم"),
    "CJK": ("山田太郎", "山田太郎"),
    "an operator as text": ('{"$ne": 1}', '{"$ne": 1}'),
    "a template": ("{{7*7}}${7*7}<%= 7 %>", "{{7*7}}${7*7}<%= 7 %>"),
    "markup": ("<img src=x onerror=1>", "<img src=x onerror=1>"),
    "SQL": ("Robert'); DROP TABLE people;--", "Robert'); DROP TABLE people;--"),
    "a path": ("../../etc/passwd", "../../etc/passwd"),
    "200 astral code points": ("😀" * 200, "😀" * 200),
    "the key of a record": ("example#P#1", "example#P#1"),
}


@pytest.mark.parametrize("case", NAMES)
def test_any_name_is_kept_as_inert_text_in_nfc(swift: Club, case: str) -> None:
    given, kept = NAMES[case]

    made = swift.person(first_name=given)

    assert made["first_name"] == kept
    assert swift.got(f"person/{made['uid']}/")["first_name"] == kept


def test_a_filter_finds_a_name_in_whichever_form_it_is_typed(swift: Club) -> None:
    made = swift.person(first_name="Chloe\u0308", last_name="Only One")

    for typed in ("Chlo%C3%AB", "Chloe%CC%88"):
        assert [one["uid"] for one in swift.got(f"person/?first_name={typed}")["results"]] == [made["uid"]]


def test_length_is_counted_in_code_points(swift: Club) -> None:
    assert swift.ask("POST", "person/", {"first_name": "😀" * 200}).status == 201
    refused(swift, lambda: swift.ask("POST", "person/", {"first_name": "😀" * 201}), 422)


def fields_of(reply_body: Any) -> set[str]:
    return set(reply_body["fields"])


def test_every_fault_of_a_body_is_named_at_once(swift: Club) -> None:
    body = {"first_name": 3, "email": "nobody", "number": "3", "email_notifications": "yes", "shoe_size": 43}

    said = refused(swift, lambda: swift.ask("POST", "person/", body), 422)

    assert fields_of(said) == set(body)
