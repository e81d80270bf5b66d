"""What a badge says (Open Badges 3.0), what its lists say, and what neither of them gives away."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain import credential
from chalicelib.domain.achievement import Achievement, StepMark
from chalicelib.domain.credential import Addresses, Recipient

from .papers import NOON, a_tenant

HERE = Addresses("https://laurel.example/api", "example")
KEY = "a" * 24
FINISHED = datetime(2026, 3, 5, 18, 30, 12, 345_678, tzinfo=UTC)
ADA = Recipient("Ada B.", ("Ada@Example.org",))


def an_achievement(**changes: Any) -> Achievement:
    steps = ("Forward roll", "Cartwheel")
    mark = StepMark(NOON, "/example/person/1/", note="after a fall", evidence=("https://photos.example/ada",))
    whole = Achievement(
        uid="5e3453b40b915a4c234a36ab",
        type="b" * 24,
        name="Badge 3",
        contact="c" * 24,
        contact_resource="person",
        contact_name="Ada Berger",
        steps=steps,
        created=NOON,
        last_updated=NOON,
        link_tail="0123456789abcdef",
        note="a private note",
        done={1: mark, 2: mark},
        finished_date=FINISHED,
        turns=1,
        credential="2026-03.0#77",
    )
    return replace(whole, **changes)


def said(recipient: Recipient = ADA, description: str | None = "For gymnasts.", **changes: Any) -> Any:
    tenant = a_tenant(**changes.pop("tenant", {}))
    return credential.badge(
        an_achievement(**changes), recipient, tenant, HERE, key=KEY, description=description
    )


def test_a_badge_is_a_credential_of_its_specification() -> None:
    badge = said()

    assert badge["@context"][:2] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]
    assert badge["type"] == ["VerifiableCredential", "AchievementCredential"]
    assert badge["id"].startswith("urn:uuid:")
    assert badge["validFrom"] == badge["awardedDate"] == "2026-03-05T18:30:12Z"


def test_its_jwt_claims_say_what_the_credential_says() -> None:
    badge = said()

    assert (badge["iss"], badge["jti"]) == (badge["issuer"]["id"], badge["id"])
    assert badge["nbf"] == int(FINISHED.timestamp())
    assert "sub" not in badge and "id" not in badge["credentialSubject"]


def test_it_tells_what_was_achieved() -> None:
    achieved = said()["credentialSubject"]["achievement"]

    assert (achieved["name"], achieved["description"]) == ("Badge 3", "For gymnasts.")
    assert achieved["criteria"] == {"narrative": "All steps completed: Forward roll; Cartwheel"}


def test_a_type_without_a_description_is_described_by_its_name() -> None:
    assert said(description=None)["credentialSubject"]["achievement"]["description"] == "Badge 3"


def test_a_long_story_is_cut() -> None:
    steps = tuple(f"{n} {'x' * 150}" for n in range(100))

    narrative = said(steps=steps)["credentialSubject"]["achievement"]["criteria"]["narrative"]

    assert len(narrative) == credential.LONGEST_STORY + 1


def test_whose_it_is_stands_in_it_as_on_the_certificate_and_as_a_salted_digest() -> None:
    name, address = said()["credentialSubject"]["identifier"]

    assert name == {
        "type": "IdentityObject",
        "hashed": False,
        "identityHash": "Ada B.",
        "identityType": "name",
    }
    proof = hashlib.sha256(f"ada@example.org{address['salt']}".encode()).hexdigest()
    assert address["identityHash"] == f"sha256${proof}"
    assert (address["hashed"], address["identityType"]) == (True, "emailAddress")


def test_who_has_no_address_is_said_by_name_alone() -> None:
    (name,) = said(Recipient("Ada B.", ()))["credentialSubject"]["identifier"]

    assert name["identityType"] == "name"


def test_two_badges_of_one_address_have_no_digest_in_common() -> None:
    salts = {
        said()["credentialSubject"]["identifier"][1]["salt"],
        said(uid="f" * 24)["credentialSubject"]["identifier"][1]["salt"],
        said(turns=2)["credentialSubject"]["identifier"][1]["salt"],
        said(tenant={"secret": "another"})["credentialSubject"]["identifier"][1]["salt"],
    }

    assert len(salts) == 4


@pytest.mark.parametrize(
    "kept",
    [
        "Ada@Example.org",
        "ada@example.org",
        "Berger",
        "after a fall",
        "photos.example",
        "a private note",
        "5e3453b40b915a4c234a36ab",
        "0123456789abcdef",
        "c" * 24,
        "b" * 24,
    ],
)
def test_a_badge_gives_nothing_else_away(kept: str) -> None:
    assert kept not in json.dumps(said())


def test_a_badge_is_the_same_each_time_and_another_one_when_it_was_finished_again() -> None:
    assert said() == said()
    assert said()["id"] != said(turns=2)["id"]
    assert (
        said()["credentialSubject"]["achievement"]["id"]
        == (said(turns=2, uid="f" * 24)["credentialSubject"]["achievement"]["id"])
    )


def test_it_says_where_its_revocation_would_stand() -> None:
    found = f"https://laurel.example/api/api/v1/public/example/status/{KEY}/2026-03.0"

    assert said()["credentialStatus"] == {
        "id": f"{found}#77",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "77",
        "statusListCredential": found,
    }


def test_the_issuer_is_the_tenant_with_what_it_says_of_itself() -> None:
    plain = credential.issuer(a_tenant(), HERE)
    whole = credential.issuer(
        a_tenant(website="https://club.example", reply_to="office@club.example", logo="https://x.example/l"),
        HERE,
    )

    assert plain == {"id": HERE.issuer, "type": ["Profile"], "name": a_tenant().name}
    assert (whole["url"], whole["email"]) == ("https://club.example", "office@club.example")
    assert whole["image"] == {"id": "https://x.example/l", "type": "Image"}


def test_a_list_is_a_credential_of_the_full_hour_and_good_for_a_day() -> None:
    now = datetime(2026, 3, 5, 18, 59, 59, tzinfo=UTC)

    told = credential.status_list("2026-03.0", "uABC", a_tenant(), HERE, key=KEY, now=now)

    hour = datetime(2026, 3, 5, 18, tzinfo=UTC)
    assert told["id"] == told["jti"] == HERE.status(KEY, "2026-03.0")
    assert told["issuer"]["id"] == told["iss"] == HERE.issuer
    assert (told["validFrom"], told["validUntil"]) == ("2026-03-05T18:00:00Z", "2026-03-06T18:00:00Z")
    assert (told["nbf"], told["exp"]) == (hour.timestamp(), (hour + timedelta(days=1)).timestamp())
    assert told["credentialSubject"]["encodedList"] == "uABC"
    assert told["credentialSubject"]["statusPurpose"] == "revocation"


def test_the_addresses_stand_under_the_tenants_public_path() -> None:
    assert HERE.issuer == "https://laurel.example/api/api/v1/public/example/issuer"
    assert HERE.keys == "https://laurel.example/api/api/v1/public/example/jwks"
    assert HERE.key(KEY) == f"https://laurel.example/api/api/v1/public/example/key/{KEY}"
