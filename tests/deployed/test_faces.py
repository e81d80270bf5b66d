"""Every face of the deployed stack, in a tenant that has one record of each kind: all that can be read is read."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from chalicelib.api.call import Endpoint
from tests.api import aiming
from tests.api.competing import SPACE
from tests.api.routes import AUTHENTICATED, BODIES, Furnished, name, resource
from tests.asking import Club
from tests.deployed.emulator import until
from tests.deployed.far import a_club
from tests.deployed.stack import Stack
from tests.journeys.test_ten_wins import awards, going_live, played, send

pytestmark = pytest.mark.deployed

READING = [endpoint for endpoint in AUTHENTICATED if endpoint.method == "GET"]
FACES = {"achievements", "bulk", "memberships", "competitions", "gamification", "targets"}
# What some routes do not answer without.
NEEDED = {"export": "?kind=member", "user": "?email=reader@example.org"}
# Of a draft nobody has progress, and nothing was set aside.
NOTHING_YET = {"/members/{memberId}/achievements/", "/members/reference/{memberRefId}/achievements/"}
NOTHING_YET |= {"/events/quarantine/{quarantineId}"}
DAY = timedelta(days=1)


def periods() -> list[dict[str, str]]:
    """Five months, the second of which is now: the stack's clock is the world's."""
    first = datetime.now(UTC).date() - 45 * DAY
    cuts = [(first + 30 * count * DAY).isoformat() for count in range(6)]
    return [
        {"refCode": f"c{count + 1}", "startDate": cuts[count], "endDate": cuts[count + 1]}
        for count in range(5)
    ]


@pytest.fixture(scope="module")
def club(stack: Stack) -> Club:
    """Under the name that the seed's paths have."""
    return a_club(stack, "example")


@pytest.fixture(scope="module")
def furnished(club: Club) -> Iterator[Furnished]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(aiming.MONTHS, "periods", periods())
        yield Furnished(club)


def test_no_face_is_forgotten() -> None:
    assert {endpoint.face for endpoint in READING} == FACES


@pytest.mark.parametrize("endpoint", READING, ids=name)
def test_what_can_be_read_is_read_from_the_deployed_stack(furnished: Furnished, endpoint: Endpoint) -> None:
    reply = furnished.club.ask("GET", furnished.target(endpoint) + NEEDED.get(resource(endpoint), ""))

    assert reply.status == (404 if any(one in endpoint.path for one in NOTHING_YET) else 200), reply.body
    assert reply.body


def test_ten_wins_of_face_001_each_told_twice_earn_one_award(club: Club) -> None:
    uid = going_live(club)
    member = club.person(member_ref="ada", email="ada@example.org")["uid"]

    for number in range(10):
        send(club, played(number))
        send(club, played(number))

    (award,) = until(lambda: awards(club), within=60)
    assert award["memberId"] == member
    progress = club.got(f"{SPACE}/members/reference/ada/achievements/{uid}")["data"]
    assert (progress["goalPercentageComplete"], progress["timesIssued"]) == (100, 1)


def test_a_file_of_contacts_is_brought_in_by_the_stream(club: Club) -> None:
    lines = "".join(f"B-{number},Ada {number}\n" for number in range(300))
    file = {"kind": "contact", "csv": f"member_ref,first_name\n{lines}", "dry_run": False}

    begun = club.ask("POST", "import/", file)

    assert begun.status == 202, begun.body
    done = until(lambda: finished(club, begun.json["uid"]), within=150)
    assert (done["counts"]["create"], done["faults_total"]) == (300, 0), done


def finished(club: Club, uid: str) -> Any:
    job = club.got(f"import/{uid}/")
    return job if job["state"] == "done" else None


def test_a_token_of_oauth_opens_what_its_key_opens(club: Club) -> None:
    form = {"grant_type": "client_credentials", "client_secret": club.keys["coach"]}
    sent = {"Content-Type": "application/x-www-form-urlencoded"}
    issued = club.ask("POST", "/oauth/token", role=None, raw=urlencode(form).encode(), headers=sent)
    bearer = {"Authorization": f"Bearer {json.loads(issued.body)['access_token']}"}

    read = club.ask("GET", "person/", role=None, headers=bearer)
    refused = club.ask("POST", "api_key/", BODIES["ApiKeyBody"], role=None, headers=bearer)

    assert (issued.status, read.status, refused.status) == (200, 200, 403)
