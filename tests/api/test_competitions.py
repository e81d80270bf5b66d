"""Achievements by rules through face 001: the seed's own bodies, answers and error tables."""

import json
from copy import deepcopy
from typing import Any

import pytest

from tests.api.competing import (
    ANSWER,
    PLAIN,
    REWARDED,
    REWARDED_ANSWER,
    SCHEDULE,
    SPACE,
    errors,
    post,
    unusable,
    with_achievement,
    with_reward,
)
from tests.asking import Club


@pytest.mark.parametrize(("body", "answer"), [(PLAIN, ANSWER), (REWARDED, REWARDED_ANSWER)])
def test_the_seed_s_bodies_get_the_seed_s_answers(swift: Club, body: Any, answer: Any) -> None:
    reply = post(swift, body)

    assert reply.status == 200, reply.body
    data = reply.json["data"]
    assert list(reply.json) == ["data"]
    assert list(data) == list(answer["data"]), "the fields in the seed's order"
    assert data == answer["data"] | {"created": data["created"], "id": data["id"]}
    assert json.dumps(data["ruleSets"]) == json.dumps(answer["data"]["ruleSets"]), "and so within"
    assert data["created"] == "2026-11-21T12:00:00.000+0000"
    assert len(data["id"]) == 20


LONG_NAME = "The length of Name is too long. Valid length is under 10000 characters"
LONG_DESCRIPTION = "The length of the Description is too long. Valid length is under 50000 characters"
STATE = "The Initial state is not equal to the defined Initial state enums that are 0 or 1"

# The rows of the seed's table, with its messages.
ROWS: dict[str, tuple[dict[str, Any], tuple[int, int, str]]] = {
    "B01 rules empty": ({"ruleSets": []}, (2023, 409, "Rules cannot be empty.")),
    "B02 name empty": ({"name": ""}, (1002, 404, "Please enter a Name for the Achievement.")),
    "B02 name blank": ({"name": " \t"}, (1002, 404, "Please enter a Name for the Achievement.")),
    "B02 name excluded": ({"name": None}, unusable("name")),
    "name no text": ({"name": 7}, unusable("name")),
    "B03 icon empty": ({"icon": ""}, (1002, 404, "Please insert an Icon into the Achievement.")),
    "B03 icon excluded": ({"icon": None}, unusable("icon")),
    "B04 icon unknown": ({"icon": "ad"}, (1007, 404, "Invalid attachment ID [ad], record not found")),
    "scheduling excluded": ({"scheduling": None}, unusable("scheduling")),
    **{
        f"B05 scheduleType {kind!r}": (
            {"scheduling": {**SCHEDULE, "scheduleType": kind}},
            unusable("scheduling"),
        )
        for kind in ("Hourly", "once", "", " Once", 1, None, ["Once"])
    },
    **{
        f"B06 status {status!r}": ({"achievementLiveStatus": status}, unusable("achievementLiveStatus"))
        for status in ("live ", "Published", "", "live", 1, True)
    },
    "B06 status excluded": ({"achievementLiveStatus": None}, unusable("achievementLiveStatus")),
    **{
        f"B07 B08 initialState {state!r}": ({"initialState": state}, (1003, 406, STATE))
        for state in (2, -1, True, False, 0.0, 1.0, "0", [0])
    },
    "B09 name of 10,000": ({"name": "n" * 10_000}, (1003, 406, LONG_NAME)),
    "B09 name of 10,001": ({"name": "n" * 10_001}, (1003, 406, LONG_NAME)),
    "B10 description of 50,000": ({"description": "d" * 50_000}, (1003, 406, LONG_DESCRIPTION)),
    "B11 deprecated 'a'": ({"deprecated": "a"}, (1001, 400, 'unknown token "a" Near: "deprecated": "a"')),
    "B11 deprecated 1": ({"deprecated": 1}, (1001, 400, 'unknown token 1 Near: "deprecated": 1')),
    "ruleSets excluded": ({"ruleSets": None}, unusable("ruleSets")),
}


@pytest.mark.parametrize("row", ROWS)
def test_a_row_of_the_seed_s_error_table(swift: Club, row: str) -> None:
    (changes, error), before = ROWS[row], swift.items()

    reply = post(swift, with_achievement(**changes))

    assert errors(reply) == [error]
    assert swift.items() == before


def test_a_bare_word_is_refused_where_the_seed_s_parser_stumbles(swift: Club) -> None:
    """The seed's own example, to the letter: the token, and twenty characters up to it."""
    raw = json.dumps(PLAIN).replace('], "deprecated": false', '],\t\t"deprecated": a').encode()
    assert b'}],\t\t"deprecated": a' in raw

    reply = post(swift, None, raw=raw)

    assert errors(reply) == [(1001, 400, 'unknown token a Near: }],\t\t"deprecated": a')]


def test_a_null_where_true_or_false_is_expected_is_named_as_json_has_it(swift: Club) -> None:
    raw = json.dumps(PLAIN).replace('"deprecated": false', '"deprecated": null').encode()

    reply = post(swift, None, raw=raw)

    assert errors(reply) == [(1001, 400, 'unknown token null Near: "deprecated": null')]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b'{"achievement": ', 'unexpected end of the body Near: {"achievement": '),
        (b"{'achievement': 1}", "unknown token ' Near: {'"),
        (b"", "The body is empty; JSON is expected."),
        (b'{"a": NaN}', "NaN is not a JSON number."),
    ],
)
def test_what_is_no_json_is_refused_as_such(swift: Club, raw: bytes, message: str) -> None:
    headers = {"X-API-KEY": swift.keys["admin"], "Content-Type": "application/json"}

    reply = swift.ask("POST", f"{SPACE}/achievements", raw=raw, role=None, headers=headers)

    assert errors(reply) == [(1001, 400, message)]


EDGES = {"B09": {"name": "n" * 9_999}, "B10": {"description": "d" * 49_999}, "astral": {"name": "😀" * 9_999}}


@pytest.mark.parametrize("case", EDGES)
def test_a_text_one_shorter_than_too_long_is_kept_whole(swift: Club, case: str) -> None:
    made = post(swift, with_achievement(**EDGES[case]))

    assert made.status == 200, made.body[:200]
    found = swift.got(f"{SPACE}/achievements/{made.json['data']['id']}")["data"]
    assert found == made.json["data"]
    assert found.items() >= EDGES[case].items()


MOST = "The value is not from 0 to 10^9 with at most 6 decimals"
REWARD_ROWS: dict[str, tuple[dict[str, Any], tuple[int, int, str]]] = {
    **{
        f"B13 {field} excluded": ({field: None}, unusable(field))
        for field in (
            "rewardName",
            "rewardRank",
            "entityId",
            "value",
            "rewardType",
            "description",
            "entityType",
        )
    },
    "rewardName empty": ({"rewardName": ""}, (1002, 404, "Please enter a Name for the Reward.")),
    "B12 rewardType empty": ({"rewardType": ""}, (1008, 406, "Id cannot be empty")),
    "rewardType unknown": (
        {"rewardType": "nobody"},
        (1007, 404, "Invalid reward type ID [nobody], record not found"),
    ),
    "B14 value negative": ({"value": -1}, (1003, 406, MOST)),
    "B14 value 1e30": ({"value": 10**30}, (1003, 406, MOST)),
    "value with seven decimals": ({"value": 0.0000001}, (1003, 406, MOST)),
    "value a text": ({"value": "1.0"}, unusable("value")),
    "value true": ({"value": True}, unusable("value")),
    "B16 period and pointInTime": (
        {"period": 60},
        (1003, 406, "A reward has a period or a pointInTime, not both."),
    ),
    "pointInTime before the start": (
        {"pointInTime": "2019-12-31T23:59:59.999+0000"},
        (1003, 406, "The pointInTime of a reward is before the startDate of the achievement."),
    ),
    "delay negative": (
        {"delay": -1},
        (1003, 406, "rewards.0.delay: Input should be greater than or equal to 0"),
    ),
    "delay a fraction": ({"delay": 1.5}, (1003, 406, "Minutes are a whole number")),
}


@pytest.mark.parametrize("row", REWARD_ROWS)
def test_a_row_of_the_seed_s_error_table_about_rewards(swift: Club, row: str) -> None:
    changes, error = REWARD_ROWS[row]

    reply = post(swift, with_reward(**changes))

    assert errors(reply) == [error]


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1e999", "9" * 39])
def test_a_value_that_is_no_number_to_keep_is_refused(swift: Club, text: str) -> None:
    raw = json.dumps(with_reward(value=1.5)).replace('"value": 1.5', f'"value": {text}').encode()
    assert text.encode() in raw

    reply = post(swift, None, raw=raw)

    assert reply.status in (400, 406) and errors(reply)


@pytest.mark.parametrize("value", [0, 1, 0.1, 33.4, 999_999_999.999999, 0.000001])
def test_a_value_comes_back_exactly(swift: Club, value: float) -> None:
    made = post(swift, with_reward(value=value)).json["data"]

    (reward,) = swift.got(f"{SPACE}/reward/entity/{made['id']}")["data"]

    assert reward["value"] == value
    assert swift.got(f"{SPACE}/reward/{reward['id']}")["data"] == reward
    assert reward["entityId"] == made["id"]


RULES = PLAIN["achievement"]["ruleSets"]


def with_rule(**changes: Any) -> list[Any]:
    rules = deepcopy(RULES)
    rules[0]["conditions"][0]["rules"][0] |= changes
    return rules


def scheduled(**changes: Any) -> dict[str, Any]:
    return {"scheduling": {**SCHEDULE, **changes}}


NOT_ACCEPTABLE: dict[str, dict[str, Any]] = {
    "B19 end before start": scheduled(endDate="2019-12-31T00:00:00.000+0000"),
    "B19 end at start": scheduled(endDate=SCHEDULE["startDate"]),
    "B20 months 0, 13, -1": scheduled(scheduleType="Monthly", every=[0, 13, -1]),
    "B20 a month twice": scheduled(scheduleType="Monthly", every=[1, 1]),
    "B20 week 54": scheduled(scheduleType="Weekly", every=[54]),
    "B20 day 8": scheduled(scheduleType="Daily", every=[8]),
    "B20 10,000 entries": scheduled(scheduleType="Daily", every=[1] * 10_000),
    "every of Once": scheduled(every=[1]),
    "limit 0": scheduled(scheduleOccurrencesLimit=0),
    "limit true": scheduled(scheduleOccurrencesLimit=True),
    "startDate no time": scheduled(startDate="yesterday"),
    "B25 operator": {"ruleSets": with_rule(operator="__import__('os').system('id')")},
    "B25 fact": {"ruleSets": with_rule(fact="__class__")},
    "a sub fact as fact": {"ruleSets": with_rule(fact="event.external.id")},
    "constant no number": {"ruleSets": with_rule(constant="ten")},
    "rules no list": {"ruleSets": [{"conditions": 7}]},
    "matchCondition": {
        "ruleSets": [{**RULES[0], "conditions": [{**RULES[0]["conditions"][0], "matchCondition": "Some"}]}]
    },
    "300 rule sets": {"ruleSets": RULES * 300},
    "minimumShouldMatch without Should": {"minimumShouldMatch": 1},
    "linkType": {"dependantOn": [{"achievementId": "x", "linkType": "May"}]},
    "a number as a label": {"category": [7]},
    "a metadata without value": {"metadata": [{"key": "k"}]},
    "a metadata key twice": {"metadata": [{"key": "k", "value": "1"}, {"key": "k", "value": "2"}]},
    "translations a list": {"translations": []},
    "a translation without text": {"translations": {"fr": [{"fieldName": "name"}]}},
}


@pytest.mark.parametrize("case", NOT_ACCEPTABLE)
def test_a_definition_that_makes_no_sense_is_not_acceptable(swift: Club, case: str) -> None:
    before = swift.items()

    found = errors(post(swift, with_achievement(**NOT_ACCEPTABLE[case])))

    assert {one[:2] for one in found} <= {(1003, 406), (1002, 404)}, found
    assert swift.items() == before
