"""Refs that lead nowhere, or to what is another tenant's or of another kind (promises X16, A02 to A05)."""

import pytest

from tests.api.refusing import refused
from tests.api.routes import UNKNOWN_UID, Furnished

REFS = {
    "X16 of another tenant": ("/other/{kind}/{uid}/", 400),
    "A05 of another kind": ("/example/group/{uid}/", 400),
    "of a kind there is not": ("/example/spaceship/{uid}/", 400),
    "A02 of nothing": ("/example/{kind}/" + UNKNOWN_UID + "/", 404),
    "A04 traversal": ("/example/{kind}/../../other/person/1/", 422),
    "without slashes": ("example-{kind}-{uid}", 422),
    "a bare uid": ("{uid}", 422),
    "two slashes": ("//example/{kind}/{uid}/", 422),
    "an absolute URL": ("https://api.example.org/api/v1/example/{kind}/{uid}/", 422),
    "uppercase": ("/example/{kind}/AAAAAAAAAAAAAAAAAAAAAAAA/", 422),
    "a newline at its end": ("/example/{kind}/{uid}/\n", 422),
    "more behind it": ("/example/{kind}/{uid}/finish/", 422),
    "a long uid": ("/example/{kind}/" + "a" * 60 + "/", 422),
    "very long": ("/example/{kind}/" + "a" * 5000 + "/", 422),
    "a Cyrillic tenant": ("/exаmple/{kind}/{uid}/", 422),
    "capitals in the tenant": ("/EXAMPLE/{kind}/{uid}/", 422),
    "blank": (" ", 422),
    "empty": ("", 422),
}


@pytest.mark.parametrize("case", REFS)
@pytest.mark.parametrize("field", ["achievement_type_ref", "contact_ref"])
def test_a_ref_that_leads_nowhere_starts_nothing(rooms: Furnished, field: str, case: str) -> None:
    club, (form, status) = rooms.club, REFS[case]
    kind = {"achievement_type_ref": "achievement_type", "contact_ref": "person"}[field]
    refs = {
        name: rooms.records[kind]["uri"]
        for name, kind in (("achievement_type_ref", "achievement_type"), ("contact_ref", "person"))
    }
    bad = form.format(kind=kind, uid=rooms.records[kind]["uid"])

    said = refused(
        club, lambda: club.ask("POST", "achievement/", {**refs, field: bad}, role="coach"), status, calls=2
    )

    assert status == 404 or field in said["fields"]


@pytest.mark.parametrize("case", REFS)
@pytest.mark.parametrize(
    ("path", "field"), [("person/", "guardians"), ("group/", "members"), ("group/", "coaches")]
)
def test_a_ref_that_leads_nowhere_joins_nobody(rooms: Furnished, path: str, field: str, case: str) -> None:
    club, (form, status) = rooms.club, REFS[case]
    bad = form.format(kind="person", uid=rooms.records["person"]["uid"])
    body = {"first_name": "Ada", field: [bad]} if path == "person/" else {"name": "Squad", field: [bad]}

    refused(club, lambda: club.ask("POST", path, body), status, calls=2)


def test_a_person_s_uid_under_another_kind_of_contact_is_not_found(rooms: Furnished) -> None:
    club, uid = rooms.club, rooms.records["person"]["uid"]
    ref, kind = f"/example/organisation/{uid}/", rooms.records["achievement_type"]["uri"]

    refused(club, lambda: club.ask("GET", f"organisation/{uid}/"), 404)
    refused(club, lambda: club.ask("POST", "api_key/", {"role": "member", "contact": ref}), 404)
    refused(
        club,
        lambda: club.ask("POST", "achievement/", {"achievement_type_ref": kind, "contact_ref": ref}),
        404,
    )
