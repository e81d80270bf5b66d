"""What is dear is refused when a key does it too often: 429, in the face's words, with the time to wait."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.actions import tenants
from chalicelib.api.blueprint import Face
from chalicelib.api.call import timed
from chalicelib.api.competitions.face import CompetitionFace
from chalicelib.api.dear import TOO_OFTEN
from chalicelib.api.front import endpoints
from chalicelib.api.gamification.face import GamificationFace
from chalicelib.api.sheep.dialect import Sheep
from chalicelib.api.targets.face import TargetFace
from chalicelib.domain.limits import LIMITS, Limit
from chalicelib.domain.refusals import TooOften
from tests.asking import Club
from tests.secretary import Secretary

EXPORT = "export/?kind=contact"
FILE = {"kind": "contact", "csv": "member_ref,first_name\nX-1,Ada\n"}


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


def limited(club: Club, what: str = "export", burst: int = 2, per_hour: int = 60) -> None:
    table = club.house.wired.table.of(club.tenant)
    tenants.change(table, {"limits": {what: Limit(burst, per_hour)}}, at=club.house.clock.now())


def exported(club: Club, times: int = 1, *, role: str = "admin") -> list[int]:
    return [club.ask("GET", EXPORT, role=role).status for _ in range(times)]


def later(club: Club, **duration: float) -> None:
    club.house.clock.turn_to(club.house.clock.now() + timedelta(**duration))


def test_an_empty_bucket_refuses_and_says_when_to_come_again(club: Club) -> None:
    limited(club)
    exported(club, 2)

    refused = club.ask("GET", EXPORT)

    assert (refused.status, refused.headers["Retry-After"]) == (429, "60")
    assert refused.json == {
        "error": "Too Many Requests",
        "error_detail": "Too many calls of this kind (export) with this key. Try again in 60 s.",
    }


def test_it_fills_again_call_by_call_and_never_above_its_brim(club: Club) -> None:
    limited(club)
    first = exported(club, 3)
    later(club, seconds=60)
    a_minute_on = exported(club, 2)
    later(club, days=1)

    assert (first, a_minute_on, exported(club, 3)) == ([200, 200, 429], [200, 429], [200, 200, 429])


def test_who_comes_when_it_was_told_is_served(club: Club) -> None:
    limited(club, burst=1, per_hour=7)
    exported(club)
    told = int(club.ask("GET", EXPORT).headers["Retry-After"])

    later(club, seconds=told - 1)
    early = exported(club)
    later(club, seconds=1)

    assert (early, exported(club)) == ([429], [200])


def test_a_refused_call_costs_nothing(club: Club) -> None:
    limited(club)
    exported(club, 20)

    later(club, seconds=60)

    assert exported(club) == [200]


def test_every_key_has_a_bucket_of_its_own(club: Club) -> None:
    limited(club)
    club.keys["second"] = club.made("api_key/", {"role": "admin"})["key"]

    assert exported(club, 3) == exported(club, 3, role="second") == [200, 200, 429]


def test_each_kind_of_dear_call_has_a_bucket_of_its_own(club: Club) -> None:
    limited(club)
    exported(club, 3)

    assert club.ask("POST", "import/", FILE).status == 200


def test_a_request_that_is_answered_again_by_its_idempotency_key_costs_nothing(club: Club) -> None:
    limited(club, "paper")
    said, key = {"name": "ours", "layout": "invoice"}, {"Idempotency-Key": "one"}

    answers = [club.ask("POST", "template/", said, headers=key) for _ in range(4)]

    assert {(one.status, one.body) for one in answers} == {(201, answers[0].body)}


def test_a_refused_request_may_be_repeated_under_its_idempotency_key(club: Club) -> None:
    limited(club, "import", burst=1)
    first = club.ask("POST", "import/", FILE)
    refused = club.ask("POST", "import/", FILE, headers={"Idempotency-Key": "one"})

    later(club, seconds=60)
    again = club.ask("POST", "import/", FILE, headers={"Idempotency-Key": "one"})

    assert [first.status, refused.status, again.status] == [200, 429, 200]


def test_what_is_refused_for_another_reason_costs_nothing(club: Club) -> None:
    limited(club)
    club.ask("GET", "export/?kind=contact&colour=red")
    club.ask("GET", "export/?kind=rain")
    exported(club, 5, role="coach")

    assert exported(club, 2) == [200, 200]


def test_an_ordinary_client_meets_no_limit(club: Club) -> None:
    """Hundreds of calls in one second, of the kind that is dear."""
    assert set(exported(club, 300)) == {200}
    of_keys = {what: one for what, one in LIMITS.items() if not what.startswith("sign_in")}
    assert min(limit.burst for limit in of_keys.values()) >= 1_000


def test_a_call_now_and_then_costs_one_update_and_one_in_a_burst_two(club: Club) -> None:
    seen: list[str] = []
    client = club.house.wired.table.client
    client.meta.events.register("before-call.dynamodb.UpdateItem", lambda **_: seen.append("update"))

    exported(club)
    later(club, hours=1)
    alone = len(seen)
    exported(club, 2)

    assert (alone, len(seen)) == (1, 4)


FACES = (Face(Sheep()), CompetitionFace(), GamificationFace(), TargetFace())
BODIES: tuple[Any, ...] = (
    {"error": "Too Many Requests", "error_detail": "Later."},
    {"errors": [{"message": "Later.", "code": 9429, "status": 429}]},
    {"errors": [{"message": "Later.", "code": "too_often", "field": None}]},
    {"data": None, "errors": [{"code": 900013, "message": "Later."}], "warnings": None},
)


@pytest.mark.parametrize(("spoken", "body"), [*zip(FACES, BODIES, strict=True)])
def test_every_face_says_it_in_its_own_words(spoken: Face, body: Any) -> None:
    refusal = TooOften("Later.", 7)

    answer = timed(spoken.said(refusal), refusal)

    assert (answer.status, answer.body, answer.headers) == (429, body, {"Retry-After": "7"})


DEAR: dict[str, tuple[str, Any]] = {
    "GET /api/v1/{flock}/export": (EXPORT, None),
    "POST /api/v1/{flock}/import": ("import/", FILE),
    "POST /api/v1/{flock}/template": ("template/", {"name": "another", "layout": "invoice"}),
    "PUT /api/v1/{flock}/template/{uid}": ("template/ours/", {"colours": {"accent": "#123456"}}),
    "GET /api/v1/{flock}/template/{uid}/proof": ("template/ours/proof/", None),
}


def test_every_dear_route_says_in_its_declaration_that_it_may_refuse_so() -> None:
    declared = {f"{one.method} {one.path}" for one in endpoints() if one.also.keys() & TOO_OFTEN.keys()}

    assert declared == DEAR.keys()


@pytest.mark.parametrize("route", DEAR)
def test_every_dear_route_refuses_when_its_bucket_is_empty(route: str, club: Club) -> None:
    club.made("template/", {"name": "ours", "layout": "invoice"})
    table = club.house.wired.table.of(club.tenant)
    one = dict.fromkeys(LIMITS, Limit(1, 1))
    tenants.change(table, {"limits": one}, at=club.house.clock.now() + timedelta(days=1))
    later(club, days=1)
    path, body = DEAR[route]

    asked = [club.ask(route.partition(" ")[0], path, body).status for _ in range(3)]

    assert asked[0] < 300 and asked[1:] == [429, 429]
