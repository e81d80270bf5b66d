"""Scores of ranks over HTTP (seed 002, C14): from activity events to places, and the periods that are kept."""

from itertools import count
from typing import Any

import pytest

from tests.api import competing, playing
from tests.api.playing import RANKS
from tests.api.refusing import refused
from tests.asking import Club
from tests.secretary import Secretary
from tests.seeds import SEED_002, shape

_numbers = count(1)
JANE = SEED_002["scores"]["scores"][0]["user"]


def person(club: Club, **fields: Any) -> Any:
    jane = {
        "first_name": "Jane",
        "last_name": "Doe",
        "phone": JANE["phone_number"],
        "job_title": JANE["job_title"],
        "email": JANE["email"],
        "email_notifications": False,
        "profile_picture": JANE["profile_picture"],
    }
    return club.person(**{**jane, **fields})


def did(who: Any, action: str, **more: Any) -> dict[str, Any]:
    return {"memberId": who["uid"], "action": action, "eventRefId": f"e-{next(_numbers)}", **more}


def tell(club: Club, *events: dict[str, Any]) -> None:
    reply = competing.post(club, list(events), "events")
    assert {one["status"] for one in reply.json["data"]} == {"accepted"}, reply.body
    club.house.settle()


def sellers(club: Club) -> str:
    """The account-wide rank by sales."""
    found = [one["id"] for one in club.got(RANKS)["data"] if one["rule"]["name"] == "total_sales"]
    return f"{RANKS}/{found[0]}/scores"


def places(found: Any) -> list[tuple[int, float, int]]:
    return [(one["rank"], one["score"], one["user"]["id"]) for one in found["scores"]]


def cases(rank: Any, who: Any, opened: int, reached: int) -> list[dict[str, Any]]:
    path = rank["settings"]["relations_path"]["id"]
    milestone = rank["settings"]["milestone_id"]
    said = [{"relations_path_id": path, "case_id": f"case-{number}"} for number in range(opened)]
    return [
        *(did(who, "case.opened", metadata=one) for one in said),
        *(did(who, "case.milestone", metadata=one | {"milestone_id": milestone}) for one in said[:reached]),
    ]


def test_5_of_8_cases_are_62_5_in_the_seed_s_shape(office: Secretary) -> None:
    club = office.club
    rank, jane = playing.converters(club), person(club)
    tell(club, *cases(rank, jane, opened=8, reached=5))

    found = club.got(f"{RANKS}/{rank['id']}/scores?user_id={jane['number']}")

    seeds = SEED_002["scores"]
    assert shape(found) == shape(seeds)
    assert found["scores"] == [found["current_rank"]]
    assert found["current_rank"] == {
        "rank": 1,
        "score": 62.5,
        "user": {
            **JANE,
            "id": jane["number"],
            "created_at": "2026-11-21 12:00:00",
            "updated_at": "2026-11-21 12:00:00",
        },
    }


def test_c14_equal_scores_share_a_place_and_stand_by_user_id(office: Secretary) -> None:
    club = office.club
    people = [person(club, number=number) for number in (44, 11, 33, 22)]
    scores = (1, 20.5, 20.5, 30.25)
    tell(club, *(did(one, "sale", sourceValue=score) for one, score in zip(people, scores, strict=True)))
    nobody = person(club, number=55)

    found = club.got(sellers(club))

    assert places(found) == [(1, 30.25, 22), (2, 20.5, 11), (2, 20.5, 33), (4, 1, 44)]
    assert found["current_rank"] is None
    third = club.got(f"{sellers(club)}?limit=1&user_id=33")
    assert places(third) == [(1, 30.25, 22)]
    assert (third["current_rank"]["rank"], third["current_rank"]["user"]["id"]) == (2, 33)
    assert club.got(f"{sellers(club)}?user_id={nobody['number']}")["current_rank"] is None


def test_a_member_sees_its_own_place(office: Secretary) -> None:
    club = office.club
    mine = {"uid": club.residents.member["contact"]}
    tell(club, did(mine, "email.sent"), did(mine, "email.sent"), did(person(club), "email.sent"))
    masters = next(one["id"] for one in club.got(RANKS)["data"] if one["name"] == "Email masters")

    found = club.got(f"{RANKS}/{masters}/scores", role="member")

    assert (found["current_rank"]["rank"], found["current_rank"]["score"]) == (1, 2)
    assert [one["score"] for one in found["scores"]] == [2, 1]


PERIODS = {
    "a day": ("from=2026-11-21&to=2026-11-21", 1),
    "a day, half open": ("from=2026-11-21&to=2026-11-22", 1),
    "another day": ("from=2026-11-20&to=2026-11-20", 2),
    "a week": ("from=2026-11-16&to=2026-11-22", 3),
    "a week, half open": ("from=2026-11-16&to=2026-11-23", 3),
    "a month": ("from=2026-11-01&to=2026-11-30", 7),
    "a month, half open": ("from=2026-11-01&to=2026-12-01", 7),
    "a day by its times": ("from=2026-11-21%2000:00:00&to=2026-11-21%2023:59:59", 1),
    "a week by its times": ("from=2026-11-16%2000:00:00&to=2026-11-23%2000:00:00", 3),
    "the month before": ("from=2026-10-01&to=2026-10-31", 8),
    "a day without sales": ("from=2026-11-19&to=2026-11-19", None),
    "all time": ("", 15),
}
DAYS = {"2026-11-21": 1, "2026-11-20": 2, "2026-11-10": 4, "2026-10-31": 8}


class TestPeriods:
    @pytest.fixture(scope="class")
    def sold(self, shared_club: Club) -> tuple[Club, str]:
        seller = person(shared_club)
        tell(
            shared_club,
            *(
                did(seller, "sale", sourceValue=worth, transactionTimestamp=f"{day}T10:00:00.000+0000")
                for day, worth in DAYS.items()
            ),
        )
        return shared_club, sellers(shared_club)

    @pytest.mark.parametrize("case", PERIODS)
    def test_the_scores_of_a_period_are_those_of_its_events(self, sold: tuple[Club, str], case: str) -> None:
        club, target = sold
        query, score = PERIODS[case]

        found = club.got(f"{target}?{query}")

        assert [one["score"] for one in found["scores"]] == ([] if score is None else [score])

    WRONG = {
        "one end": ("from=2026-11-21", ["to"]),
        "the other end": ("to=2026-11-21", ["from"]),
        "ten days": ("from=2026-11-11&to=2026-11-20", ["from", "to"]),
        "a week from Sunday": ("from=2026-11-15&to=2026-11-21", ["from", "to"]),
        "backwards": ("from=2026-11-22&to=2026-11-16", ["from", "to"]),
        "two days": ("from=2026-11-20&to=2026-11-21%2023:59:59", ["from", "to"]),
        "nothing": ("from=2026-11-21%2000:00:00&to=2026-11-21%2000:00:00", ["from", "to"]),
        "not a midnight": ("from=2026-11-21%2001:00:00&to=2026-11-22", ["from"]),
        "no day": ("from=2026-02-30&to=2026-03-01", ["from"]),
        "another order": ("from=21.11.2026&to=22.11.2026", ["from"]),
        "with an offset": ("from=2026-11-21T00:00:00%2B01:00&to=2026-11-22", ["from"]),
        "Arabic digits": ("from=2026-11-%D9%A2%D9%A1&to=2026-11-22", ["from"]),
        "the end of the calendar": ("from=9999-12-31&to=9999-12-31", ["from"]),
        "before the calendar": ("from=0001-01-01&to=0001-01-01", ["from"]),
        "long ago": ("from=2026-11-01&to=2026-11-01", ["from"]),
        "a limit of none": ("limit=0", ["limit"]),
        "a limit of too many": ("limit=1001", ["limit"]),
    }

    @pytest.mark.parametrize("case", WRONG)
    def test_what_is_no_period_is_refused_by_its_field(self, sold: tuple[Club, str], case: str) -> None:
        club, target = sold
        query, fields = self.WRONG[case]

        said = refused(club, lambda: club.ask("GET", f"{target}?{query}"), 422, calls=3)

        assert [fault["field"] for fault in said["errors"]] == fields


def test_days_are_those_of_the_account_s_zone(office: Secretary) -> None:
    club = office.club
    club.done("tenant/", {"timezone": "Europe/Copenhagen"})
    seller = person(club)
    tell(club, did(seller, "sale", sourceValue=3, transactionTimestamp="2026-11-19T23:30:00.000+0000"))

    def sold(query: str) -> list[float]:
        return [one["score"] for one in club.got(f"{sellers(club)}?{query}")["scores"]]

    assert sold("from=2026-11-20&to=2026-11-20") == [3]
    assert sold("from=2026-11-19&to=2026-11-19") == []
    assert sold("from=2026-11-19%2023:00:00&to=2026-11-20%2022:59:59") == [3]
    refused(
        club,
        lambda: club.ask("GET", f"{sellers(club)}?from=2026-11-20%2000:00:00&to=2026-11-21%2000:00:00"),
        422,
    )


def test_c07_the_scores_of_a_deleted_rank_are_gone(club: Club) -> None:
    made = playing.rank(club)
    club.ask("DELETE", f"{RANKS}/{made['id']}")

    refused(club, lambda: club.ask("GET", f"{RANKS}/{made['id']}/scores"), 410)
    refused(club, lambda: club.ask("GET", f"{RANKS}/{playing.UNKNOWN}/scores"), 404)
    refused(club, lambda: club.ask("GET", f"{RANKS}/1/scores"), 404, calls=1)


def test_whoever_takes_a_first_place_is_in_the_stream(office: Secretary) -> None:
    club = office.club
    ada, ben = person(club, number=1), person(club, number=2)
    tell(club, did(ada, "sale", sourceValue=5))
    tell(club, did(ben, "sale", sourceValue=4))
    tell(club, did(ben, "sale", sourceValue=4))

    ranks = [
        (one["event_data"]["rank"], one["user"]["id"])
        for one in playing.walk(club, playing.STREAM)
        if one["event_type"] == "new_rank"
    ]

    rank = next(one for one in club.got(RANKS)["data"] if one["name"] == "Top sellers")
    said = {"id": rank["id"], "name": "Top sellers", "icon": "rocket"}
    assert ranks == [(said, 2), (said, 1)]
    assert [*ranks[0][0]] == ["id", "name", "icon"]
