"""Lists by page: the envelope, the links, hostile pages and cursors (promises X31 to X35)."""

import base64
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from chalicelib.api.call import Endpoint
from tests.api.refusing import refused
from tests.api.routes import LISTS, Furnished, name
from tests.asking import Club

EACH = pytest.mark.parametrize("endpoint", LISTS, ids=name)
ENVELOPE = ["results", "total", "page", "page_size", "pages", "links"]


def walk(club: Club, path: str, between: Any = lambda: None) -> list[Any]:
    """Every page by its link to the next; `between` happens after each."""
    pages = [club.got(path)]
    while following := pages[-1]["links"]["next"]:
        between()
        pages.append(club.got(urlsplit(following).path + "?" + urlsplit(following).query))
        assert len(pages) < 100
    return pages


def people(club: Club, number: int, last_name: str) -> list[str]:
    """Made one second after the other: the lists are in that order."""
    made = []
    for place in range(number):
        club.house.clock.turn_to(club.house.clock.now() + timedelta(seconds=1))
        made.append(club.person(first_name=f"N{place}", last_name=last_name)["uid"])
    return made


def uids(pages: list[Any]) -> list[str]:
    return [record["uid"] for page in pages for record in page["results"]]


RECORD = {"uid", "uri", "created", "last_updated"}
# A failure is the record that failed, and says when; an address is its own name.
OTHERWISE = {"failure": RECORD - {"last_updated"} | {"failed"}, "suppression": {"email", "created"}}


@EACH
def test_a_list_has_the_face_s_envelope_and_25_records_a_page(rooms: Furnished, endpoint: Endpoint) -> None:
    target = rooms.target(endpoint)

    found = rooms.club.got(target)

    assert list(found) == ENVELOPE
    assert (found["page"], found["page_size"]) == (1, 25)
    assert found["total"] == len(found["results"]) > 0 and found["pages"] == 1
    assert found["links"].keys() == {"self", "first", "previous", "next", "last"}
    assert found["links"]["previous"] is None and found["links"]["next"] is None
    wanted = OTHERWISE.get(endpoint.path.rpartition("/")[2], RECORD)
    assert all(wanted <= record.keys() for record in found["results"])
    assert rooms.club.got(target.rstrip("/")) == found, "the trailing slash is optional"


BAD_PAGES = [
    "0",
    "-1",
    "1e9",
    "abc",
    "1.5",
    "%D9%A1%D9%A0",
    "1_0",
    "",
    "+1",
    "%201",
    "1%0A",
    "0x10",
    "null",
    "1,2",
    "99999999999999999999999999",
    "%EF%BC%91",
    "%C2%B2",
    "NaN",
    "true",
    "[1]",
]


@pytest.mark.parametrize("parameter", ["page", "page_size"])
@EACH
def test_a_page_that_is_no_whole_number_is_refused(
    rooms: Furnished, endpoint: Endpoint, parameter: str
) -> None:
    club, target = rooms.club, rooms.target(endpoint)
    for value in [*BAD_PAGES, *(["101", "1000"] if parameter == "page_size" else [])]:
        said = refused(club, lambda v=value: club.ask("GET", f"{target}?{parameter}={v}"), 422, calls=1)

        assert said["fields"].keys() == {parameter}


@EACH
def test_unknown_and_repeated_parameters_are_refused_by_name(rooms: Furnished, endpoint: Endpoint) -> None:
    club, target = rooms.club, rooms.target(endpoint)
    for query, parameter in (
        ("shoe_size=43", "shoe_size"),
        ("per_page=10", "per_page"),
        ("page=1&page=2", "page"),
        ("page_size=5&page_size=5", "page_size"),
        ("PAGE=1", "PAGE"),
        ("page[]=1", "page[]"),
        ("limit=1", "limit"),
        ("x" * 5000 + "=1", "x" * 100),
    ):
        said = refused(club, lambda q=query: club.ask("GET", f"{target}?{q}"), 422, calls=1)

        assert said["fields"].keys() == {parameter}


@EACH
def test_a_page_far_beyond_the_end_is_empty_and_costs_no_more(rooms: Furnished, endpoint: Endpoint) -> None:
    club = rooms.club
    before = club.house.meter.calls.total()

    found = club.got(rooms.target(endpoint) + "?page=1000000000000")

    assert found["results"] == [] and found["page"] == 1000000000000 and found["links"]["next"] is None
    assert club.house.meter.calls.total() - before <= 3


@EACH
def test_every_parameter_takes_hostile_text_without_falling(rooms: Furnished, endpoint: Endpoint) -> None:
    club, target = rooms.club, rooms.target(endpoint)
    texts = [
        "",
        "%00",
        "%ff",
        "x" * 5000,
        "%F0%9F%98%80",
        "'",
        "%22",
        "..%2f",
        "%7B%22$ne%22:1%7D",
        "*",
        "%25",
        "%0d%0aSet-Cookie:x",
    ]
    for parameter in endpoint.query:
        for text in texts:
            reply = club.ask("GET", f"{target}?{parameter}={text}")

            assert reply.status in (200, 400, 404, 422), (parameter, text, reply)
            assert "Set-Cookie" not in reply.headers


def test_a_cursor_with_any_bit_changed_is_refused_without_a_read(swift: Club) -> None:
    people(swift, 3, "Bits")
    following = swift.got("person/?page_size=1")["links"]["next"]
    cursor = parse_qs(urlsplit(following).query)["cursor"][0]
    data = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    changed = [
        bytes([*data[:place], data[place] ^ 1 << place % 8, *data[place + 1 :]]) for place in range(len(data))
    ]
    cursors = [base64.urlsafe_b64encode(one).decode().rstrip("=") for one in changed]
    odd = [
        cursor[:-1],
        cursor[1:],
        cursor + "A",
        cursor + "=",
        cursor * 2,
        "",
        "x",
        "é",
        "%00",
        "A" * 5000,
        cursor.lower(),
    ]

    for one in [*cursors, *odd]:
        said = refused(
            swift, lambda c=one: swift.ask("GET", f"person/?page_size=1&page=2&cursor={c}"), 400, calls=1
        )  # type: ignore[misc]
        assert "invalid_cursor" in said["error_detail"]


def test_a_cursor_is_good_for_its_tenant_list_filter_and_reader_alone(swift: Club) -> None:
    people(swift, 3, "Cursor")
    cursor = parse_qs(urlsplit(swift.got("person/?page_size=1&last_name=Cursor")["links"]["next"]).query)[
        "cursor"
    ][0]
    good = f"person/?page_size=1&last_name=Cursor&cursor={cursor}"
    elsewhere = [
        (f"/api/v1/other/person/?page_size=1&last_name=Cursor&cursor={cursor}", "other"),
        (f"organisation/?page_size=1&last_name=Cursor&cursor={cursor}", "admin"),
        (f"person/?page_size=1&cursor={cursor}", "admin"),
        (f"person/?page_size=1&last_name=Cursor&first_name=N1&cursor={cursor}", "admin"),
        (good, "member"),
    ]
    assert swift.ask("GET", good).status == 200

    for target, role in elsewhere:
        refused(swift, lambda t=target, r=role: swift.ask("GET", t, role=r), 400, calls=1)  # type: ignore[misc]


def test_a_cursor_lives_for_a_day(club: Club) -> None:
    people(club, 2, "Day")
    following = club.got("person/?page_size=1")["links"]["next"]
    target = urlsplit(following).path + "?" + urlsplit(following).query
    assert club.ask("GET", target).status == 200

    club.house.clock.turn_to(club.house.clock.now() + timedelta(days=1))

    refused(club, lambda: club.ask("GET", target), 400, calls=1)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_the_links_lead_once_through_every_record(swift: Club, size: int) -> None:
    made = people(swift, 7, f"Walk {size}")

    pages = walk(swift, f"person/?last_name=Walk {size}&page_size={size}".replace(" ", "%20"))

    assert uids(pages) == made, "oldest first"
    assert [page["page"] for page in pages] == list(range(1, -(-7 // size) + 1))
    assert {(page["total"], page["pages"]) for page in pages} == {(7, -(-7 // size))}


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_the_numbers_lead_once_through_every_record(swift: Club, size: int) -> None:
    made = people(swift, 7, f"Number {size}")
    path = f"person/?last_name=Number%20{size}&page_size={size}"

    pages = [swift.got(f"{path}&page={number}") for number in range(1, swift.got(path)["pages"] + 1)]

    assert uids(pages) == made
    assert all(page["links"]["previous"] for page in pages[1:]) and pages[-1]["links"]["next"] is None


def test_a_filtered_list_keeps_its_filter_in_its_links(swift: Club) -> None:
    people(swift, 3, "Äther & Söhne")

    pages = walk(swift, "person/?last_name=%C3%84ther%20%26%20S%C3%B6hne&page_size=2")

    assert [len(page["results"]) for page in pages] == [2, 1]


@pytest.mark.parametrize("query", ["page_size=3", "page_size=3&name=Walker"])
def test_nobody_is_skipped_or_repeated_while_records_come_and_go(swift: Club, query: str) -> None:
    def groups(number: int) -> list[str]:
        swift.house.clock.turn_to(swift.house.clock.now() + timedelta(seconds=1))
        return [swift.made("group/", {"name": "Walker"})["uid"] for _ in range(number)]

    def come_and_go() -> None:
        groups(1)
        if uid := next(leaving, None):
            assert swift.ask("DELETE", f"group/{uid}/").status == 204

    made = [uid for _ in range(20) for uid in groups(1)]
    gone = [made[0], made[4], made[5], made[6], made[19]]
    leaving = iter(gone)

    found = uids(walk(swift, f"group/?{query}", come_and_go))

    assert len(found) == len(set(found))
    assert [uid for uid in found if uid in made and uid not in gone] == [
        uid for uid in made if uid not in gone
    ]


def test_whoever_counts_pages_misses_nobody_after_a_delete(swift: Club) -> None:
    """A deleted record keeps its place for some minutes; the number of pages knows."""
    made = people(swift, 7, "Counted")
    for uid in made[:2]:
        assert swift.ask("DELETE", f"person/{uid}/").status == 204
    path, number, found = "person/?last_name=Counted&page_size=5", 0, []

    while True:
        number += 1
        page = swift.got(f"{path}&page={number}")
        found += uids([page])
        if number >= page["pages"]:
            break

    assert found == made[2:]
    assert page["total"] == 5


def test_a_deleted_record_is_gone_from_lists_and_totals(swift: Club) -> None:
    made = people(swift, 3, "Deleted")
    swift.ask("DELETE", f"person/{made[1]}/")

    found = swift.got("person/?last_name=Deleted")

    assert (uids([found]), found["total"]) == ([made[0], made[2]], 2)
