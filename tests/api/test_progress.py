"""A member's progress by rules, through its routes: how far, whether issued, and why not yet."""

from typing import Any

import pytest

from tests.api.competing import PLAIN, SCHEDULE, SPACE, made
from tests.asking import Club
from tests.secretary import Secretary

RULE = PLAIN["achievement"]["ruleSets"][0]["conditions"][0]["rules"][0]


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


@pytest.fixture
def me(club: Club) -> str:
    return str(club.residents.member["contact"])


def live(club: Club, **changes: Any) -> str:
    return str(made(club, achievementLiveStatus="Live", **changes)["id"])


def win(club: Club, contact: str, count: int = 1, *, first: int = 0) -> None:
    for number in range(first, first + count):
        event = {"memberId": contact, "action": "win", "eventRefId": f"{contact}-{number}"}
        assert club.ask("POST", f"{SPACE}/events", [event]).status == 200
    club.house.settle()


def progress(club: Club, contact: str, tail: str = "", **more: Any) -> Any:
    return club.got(f"{SPACE}/members/{contact}/achievements{tail}", **more)


def test_progress_counts_up_to_the_issue(club: Club, me: str) -> None:
    uid = live(club)
    seen = []

    for number in range(11):
        win(club, me, first=number)
        shown = progress(club, me, f"/{uid}", role="member")["data"]
        seen.append((shown["goalPercentageComplete"], shown["issued"]))

    assert seen == [(10 * n, False) for n in range(1, 10)] + [(100, True)] * 2
    assert shown == {
        "memberId": me,
        "achievementId": uid,
        "goalPercentageComplete": 100,
        "issued": True,
        "timesIssued": 1,
    }


def test_who_has_done_nothing_is_nowhere_yet(club: Club, me: str) -> None:
    uid = live(club)

    assert progress(club, me, f"/{uid}")["data"]["goalPercentageComplete"] == 0


def test_explained_it_says_each_rule_and_what_it_lacks(club: Club, me: str) -> None:
    uid = live(club)
    win(club, me, 7)

    explained = progress(club, me, f"/{uid}?_include=explain")["data"]["explain"]

    assert explained == {
        "window": "-",
        "openToMember": True,
        "blockedBy": [],
        "ruleSets": [
            {
                "priority": 1,
                "fulfilled": False,
                "conditions": [
                    {
                        "matchCondition": "All",
                        "mustEvaluateTo": True,
                        "rules": [
                            {
                                "id": RULE["id"],
                                "fact": "event.count",
                                "operator": ">=",
                                "constant": 10,
                                "current": 7,
                                "missing": 3,
                                "evaluatesTo": False,
                            }
                        ],
                    }
                ],
            }
        ],
    }


def test_explained_it_says_which_dependency_blocks_until_it_is_issued(club: Club, me: str) -> None:
    first = live(club, ruleSets=_wins(12))
    link = [{"achievementId": first, "linkType": "Must"}]
    uid = live(club, dependantOn=link)
    win(club, me, 10)

    blocked = progress(club, me, f"/{uid}?_include=explain")["data"]

    assert (blocked["goalPercentageComplete"], blocked["issued"]) == (100, False)
    assert blocked["explain"]["blockedBy"] == link
    win(club, me, 2, first=10)
    free = progress(club, me, f"/{uid}?_include=explain")["data"]
    assert (free["issued"], free["explain"]["blockedBy"]) == (True, [])


def test_explained_it_says_that_it_is_open_to_others_only(club: Club, me: str) -> None:
    uid = live(club, memberGroups=["gold"])

    assert progress(club, me, f"/{uid}?_include=explain")["data"]["explain"]["openToMember"] is False


def test_a_list_shows_what_is_live_by_pages(club: Club, me: str) -> None:
    uids = []
    for wins in (1, 2, 4):
        uids.append(live(club, ruleSets=_wins(wins)))
        club.house.turn_to(club.house.clock.now().replace(minute=len(uids)))
    made(club)
    gone = live(club)
    club.ask("DELETE", f"{SPACE}/achievements/{gone}")
    win(club, me, 1)

    page = progress(club, me, "?_limit=2&_skip=1", role="member")
    whole = progress(club, me, "?_include=explain")

    assert page["meta"] == {"totalRecordsFound": 3, "skip": 1, "limit": 2}
    assert [(one["achievementId"], one["goalPercentageComplete"]) for one in page["data"]] == [
        (uids[1], 50),
        (uids[2], 25),
    ]
    assert [one["issued"] for one in whole["data"]] == [True, False, False]
    assert all("explain" in one for one in whole["data"])


def test_what_was_archived_keeps_its_progress_and_a_draft_has_none(club: Club, me: str) -> None:
    uid, draft = live(club, ruleSets=_wins(1)), made(club)["id"]
    win(club, me)
    club.ask("DELETE", f"{SPACE}/achievements/{uid}")

    assert progress(club, me, f"/{uid}")["data"]["issued"] is True
    for missing in (draft, "x" * 20, "short"):
        assert club.ask("GET", f"{SPACE}/members/{me}/achievements/{missing}").status == 404


def test_repeatedly_it_counts_how_often(club: Club, me: str) -> None:
    often = {**SCHEDULE, "scheduleType": "Repeatedly", "scheduleOccurrencesLimit": 3}
    uid = live(club, ruleSets=_wins(2), scheduling=often)
    win(club, me, 5)

    shown = progress(club, me, f"/{uid}")["data"]

    assert (shown["timesIssued"], shown["issued"], shown["goalPercentageComplete"]) == (2, True, 50)


def test_a_member_sees_nobody_elses_progress(club: Club, me: str) -> None:
    uid, other = live(club), club.person(member_ref="other")["uid"]

    for path in (f"{other}/achievements", f"{other}/achievements/{uid}", "reference/other/achievements"):
        assert club.ask("GET", f"{SPACE}/members/{path}", role="member").status == 404
    assert club.got(f"{SPACE}/members/reference/other/achievements")["meta"]["totalRecordsFound"] == 1


@pytest.mark.parametrize("query", ["?_include=all", "?_limit=0", "?_skip=-1", "?other=1"])
def test_what_is_not_known_is_refused(club: Club, me: str, query: str) -> None:
    assert club.ask("GET", f"{SPACE}/members/{me}/achievements{query}").status == 406


def test_a_page_reads_its_achievements_and_their_progress_in_one_call_each(club: Club, me: str) -> None:
    for wins in range(1, 6):
        live(club, ruleSets=_wins(wins))
    win(club, me)
    assert club.house.meter is not None
    club.house.meter.reset()

    progress(club, me)

    used = club.house.meter.calls
    assert used["BatchGetItem"] == 2 and used.total() <= 6, dict(used)


def _wins(count: int) -> list[Any]:
    rule = {**RULE, "constant": str(count)}
    condition = {**PLAIN["achievement"]["ruleSets"][0]["conditions"][0], "rules": [rule]}
    return [{**PLAIN["achievement"]["ruleSets"][0], "conditions": [condition]}]
