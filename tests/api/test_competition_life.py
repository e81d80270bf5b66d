"""Achievements by rules from draft to live to the archive: what may change, what is frozen, what is indexed."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.store import keys, rule_index
from chalicelib.store.competitions import COMPETITIONS
from tests.api.competing import (
    PLAIN,
    REWARDED,
    SCHEDULE,
    SPACE,
    errors,
    got,
    made,
    post,
    put,
    unusable,
    with_achievement,
    with_reward,
)
from tests.asking import Club

FROZEN = (1003, 406, "Only achievements that are in Draft status can be edited!")


def changed(club: Club, uid: str, **changes: Any) -> Any:
    reply = put(club, uid, {"achievement": changes})
    assert reply.status == 200, reply.body
    return reply.json["data"]


def indexed(club: Club) -> set[str]:
    """The achievements that an event of the word `win` may matter to."""
    table = club.house.wired.table.of("example")
    index = rule_index.RuleIndex()
    index.see("example", table.get(keys.rules_head("example")))
    return {one.uid for found in index.found(table, ("win", "*")).values() for one in found.live}


def test_a_draft_takes_the_fields_that_are_given_and_keeps_the_others(swift: Club) -> None:
    uid = made(swift)["id"]

    after = changed(swift, uid, name="Ten wins", category=["sport"])

    assert after == got(swift, uid)
    assert (after["name"], after["category"]) == ("Ten wins", ["sport"])
    assert after["description"] == PLAIN["achievement"]["description"]
    assert after["ruleSets"] == PLAIN["achievement"]["ruleSets"]


def test_a_definition_may_be_sent_back_as_it_was_got(swift: Club) -> None:
    before = made(swift, category=["sport"])

    assert changed(swift, before["id"], **before) == before


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"name": ""}, (1002, 404, "Please enter a Name for the Achievement.")),
        ({"ruleSets": []}, (2023, 409, "Rules cannot be empty.")),
        ({"icon": "ad"}, (1007, 404, "Invalid attachment ID [ad], record not found")),
        ({"achievementLiveStatus": "Frozen"}, unusable("achievementLiveStatus")),
        (
            {"scheduling": {**SCHEDULE, "endDate": SCHEDULE["startDate"]}},
            (1003, 406, "The endDate is not after the startDate."),
        ),
    ],
)
def test_a_change_is_refused_as_a_new_definition_would_be(swift: Club, changes: Any, error: Any) -> None:
    before = made(swift)

    assert errors(put(swift, before["id"], {"achievement": changes})) == [error]
    assert got(swift, before["id"]) == before


def test_what_is_live_is_frozen(swift: Club) -> None:
    """B28."""
    live = made(swift, achievementLiveStatus="Live")
    before = swift.items()

    assert errors(put(swift, live["id"], {"achievement": {"name": "Another"}})) == [FROZEN]
    assert errors(put(swift, live["id"], {"achievement": {"achievementLiveStatus": "Draft"}})) == [FROZEN]
    assert swift.items() == before


def test_going_live_puts_it_into_the_rule_index_and_archiving_takes_it_out(swift: Club) -> None:
    uid = made(swift)["id"]
    assert uid not in indexed(swift)

    changed(swift, uid, achievementLiveStatus="Live")
    assert uid in indexed(swift)

    archived = swift.ask("DELETE", f"{SPACE}/achievements/{uid}")
    assert archived.status == 200 and archived.json["data"]["deprecated"] is True
    assert uid not in indexed(swift)
    assert got(swift, uid) == archived.json["data"]


def test_created_live_it_is_in_the_rule_index_with_its_rewards(swift: Club) -> None:
    body = with_reward(pointInTime=None)
    body["achievement"]["achievementLiveStatus"] = "Live"

    uid = post(swift, body).json["data"]["id"]

    table = swift.house.wired.table.of("example")
    record = COMPETITIONS.load(table, uid)
    (reward,) = swift.got(f"{SPACE}/reward/entity/{uid}")["data"]
    assert record.rewards == (reward["id"],) == record.lives().rewards
    assert record.lives().tokens == ("win",)
    assert uid in indexed(swift)


def test_archived_at_birth_it_is_issued_to_nobody(swift: Club) -> None:
    uid = made(swift, achievementLiveStatus="Live", deprecated=True)["id"]

    assert uid not in indexed(swift)
    assert errors(put(swift, uid, {"achievement": {"name": "Another"}})) == [FROZEN]


def test_archiving_twice_changes_nothing(swift: Club) -> None:
    uid = made(swift, achievementLiveStatus="Live")["id"]
    first = swift.ask("DELETE", f"{SPACE}/achievements/{uid}")
    before = swift.items()

    again = swift.ask("DELETE", f"{SPACE}/achievements/{uid}")

    assert (again.status, again.body) == (200, first.body)
    assert swift.items() == before


def test_a_reward_whose_time_is_over_keeps_its_achievement_from_going_live(swift: Club) -> None:
    """B16; the seed's own example is such a draft, and stays one."""
    over = (1003, 406, "The pointInTime of [Reward name] is over: nobody could get it any more.")
    draft = post(swift, REWARDED)
    assert draft.status == 200

    refused = put(swift, draft.json["data"]["id"], {"achievement": {"achievementLiveStatus": "Live"}})
    body = with_reward()
    body["achievement"]["achievementLiveStatus"] = "Live"

    assert errors(refused) == [over]
    assert errors(post(swift, body)) == [over]
    assert got(swift, draft.json["data"]["id"])["achievementLiveStatus"] == "Draft"


def test_every_fault_is_said_and_the_first_gives_the_status(swift: Club) -> None:
    reward = {**REWARDED["rewards"][0], "rewardType": "", "delay": -5}
    body = with_achievement(
        name="",
        initialState=7,
        icon="ad",
        ruleSets=[],
        dependantOn=[{"achievementId": "0" * 20, "linkType": "Must"}],
    )

    found = errors(post(swift, {**body, "rewards": [reward]}))

    assert found == [
        (1002, 404, "Please enter a Name for the Achievement."),
        (1003, 406, "The Initial state is not equal to the defined Initial state enums that are 0 or 1"),
        (1008, 406, "Id cannot be empty"),
        (1003, 406, "rewards.0.delay: Input should be greater than or equal to 0"),
        (2023, 409, "Rules cannot be empty."),
        (1007, 404, "Invalid attachment ID [ad], record not found"),
        (1007, 404, f"Invalid achievement ID [{'0' * 20}], record not found"),
    ]


def test_what_is_not_known_is_kept_as_it_came_and_never_used(swift: Club) -> None:
    """B29, J28."""
    strange = {"jsonClass": "java.lang.Runtime", "accountId": "of nobody", "__proto__": {"admin": True}}

    data = made(swift, **strange)

    assert data.items() >= strange.items()
    assert list(data)[-1] == "__proto__", "after what the seed knows"


def test_times_come_back_as_the_seed_writes_them(swift: Club) -> None:
    said = {**SCHEDULE, "startDate": "2026-01-01T01:00:00+01:00", "endDate": "2027-01-01T00:00:00Z"}

    scheduling = made(swift, scheduling=said)["scheduling"]

    assert scheduling["startDate"] == "2026-01-01T00:00:00.000+0000"
    assert scheduling["endDate"] == "2027-01-01T00:00:00.000+0000"


def test_a_regular_expression_is_a_text_like_any_other(swift: Club) -> None:
    """B26."""
    rules = [dict(PLAIN["achievement"]["ruleSets"][0])]
    rules[0]["conditions"] = [
        {
            "matchCondition": "Any",
            "mustEvaluateTo": True,
            "rules": [
                {
                    "fact": "event.count",
                    "operator": ">=",
                    "constant": 1,
                    "subConditions": [
                        {
                            "matchCondition": "All",
                            "mustEvaluateTo": True,
                            "subRules": [
                                {"fact": "event.metadata.k", "operator": "==", "constant": "(a+)+$"}
                            ],
                        }
                    ],
                }
            ],
        }
    ]

    assert made(swift, ruleSets=rules, achievementLiveStatus="Live")["ruleSets"] == rules


FRENCH = {
    "fr": [
        {"jsonClass": "Translation", "fieldName": "name", "text": "Dix victoires"},
        {"jsonClass": "Translation", "fieldName": "description", "text": "Gagnez dix fois"},
    ]
}


def test_names_are_read_in_the_language_that_is_asked_for(swift: Club) -> None:
    data = made(swift, translations=FRENCH)

    assert data["translations"] == FRENCH
    assert got(swift, data["id"], "?_lang=fr")["name"] == "Dix victoires"
    assert got(swift, data["id"], "?_lang=fr")["description"] == "Gagnez dix fois"
    assert got(swift, data["id"], "?_lang=de")["name"] == data["name"]


def test_a_member_sees_what_is_live_and_no_draft(swift: Club) -> None:
    draft, live = made(swift)["id"], made(swift, achievementLiveStatus="Live")["id"]
    rewarded = post(swift, REWARDED).json["data"]["id"]
    (hidden,) = swift.got(f"{SPACE}/reward/entity/{rewarded}")["data"]

    found = swift.got(f"{SPACE}/achievements?_limit=100", role="member")["data"]

    assert live in {one["id"] for one in found} and draft not in {one["id"] for one in found}
    assert got(swift, live, role="member")["id"] == live
    for path in (f"achievements/{draft}", f"reward/entity/{draft}", f"reward/{hidden['id']}"):
        assert swift.ask("GET", f"{SPACE}/{path}", role="member").status == 404


def test_the_same_request_again_makes_nothing_twice(swift: Club) -> None:
    body = with_reward()
    headers = {"Idempotency-Key": "ten-wins"}

    first, again = (swift.ask("POST", f"{SPACE}/achievements", body, headers=headers) for _ in range(2))

    assert (first.status, first.body) == (again.status, again.body) == (200, first.body)
    other = swift.ask("POST", f"{SPACE}/achievements", PLAIN, headers=headers)
    assert errors(other)[0][:2] == (9409, 409)


def test_creation_is_one_transaction_and_reads_nothing_but_the_key(swift: Club) -> None:
    """The starter icon and the system's reward type are known without asking."""
    before = swift.house.meter.calls

    post(swift, REWARDED)

    assert swift.house.meter.calls - before == {"GetItem": 1, "TransactWriteItems": 1}


def test_going_live_reads_what_it_must_and_writes_once(swift: Club) -> None:
    uid = made(swift)["id"]
    swift.house.clock.turn_to(swift.house.clock.now() + timedelta(seconds=1))
    before = swift.house.meter.calls

    changed(swift, uid, achievementLiveStatus="Live")

    spent = swift.house.meter.calls - before
    assert spent == {"GetItem": 1, "BatchGetItem": 2, "TransactWriteItems": 1}
