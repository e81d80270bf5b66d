"""Members who do things, and achievements that are live, as tests of the road of events need them."""

import copy
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from chalicelib.domain.live import DECIDING, LiveAchievement, live
from chalicelib.store import keys, rule_index
from chalicelib.store.writes import Put, Update
from sandbox.gateway import Reply
from tests.asking import Club
from tests.seeds import TEN_WINS

START = "2020-01-01T00:00:00.000+0000"
ONCE = {"scheduleType": "Once", "scheduleOccurrencesLimit": 1, "every": [], "startDate": START}
# What decides in the seed's own: ten wins.
WINS = {part: TEN_WINS[part] for part in DECIDING if part in TEN_WINS}
EVENTS = "/api/example/events"


def counting(action: str, number: int, **scheduling: Any) -> dict[str, Any]:
    """So many events of an action."""
    said = copy.deepcopy(WINS)
    said["ruleSets"][0]["action"] = action
    rule = said["ruleSets"][0]["conditions"][0]["rules"][0]
    rule["constant"], rule["subConditions"] = str(number), []
    said["scheduling"] = {**said["scheduling"], **scheduling}
    return said


def rules_of_other_actions(size: int, *, since: datetime) -> Iterator[Put]:
    """What stands in the table of so many live rules, each of an action of its own."""
    said, sieve = counting("x", 3), {f"{part:x}": bytes(rule_index.PART_BYTES) for part in range(16)}
    for number in range(size):
        rules = {**said, "ruleSets": [{**said["ruleSets"][0], "action": f"action {number}"}]}
        one = live(f"other-{number}", f"Other {number}", rules, since=since)
        for write in rule_index.live_writes("example", one, rule_index.Head(number, sieve)):
            if isinstance(write, Update):
                write = Put(write.key, {**write.sets})
            assert isinstance(write, Put)
            if write.key.sk.startswith("S#"):
                sieve[write.key.sk[2:]] = write.item["bits"]
            yield write


def waiting_for(said: dict[str, Any], *prerequisites: str, link: str = "Must") -> dict[str, Any]:
    return {**said, "dependantOn": [{"achievementId": uid, "linkType": link} for uid in prerequisites]}


class Arena:
    """A club's members and what they do; achievements are made live as the definitions' own action does."""

    def __init__(self, club: Club) -> None:
        self.club, self.house = club, club.house
        self.table = club.house.wired.table.of(club.tenant)

    def live(self, uid: str, said: dict[str, Any], rewards: tuple[str, ...] = ()) -> LiveAchievement:
        one = live(uid, f"Achievement {uid}", said, since=self.house.clock.now(), rewards=rewards)
        self.table.transact(
            rule_index.live_writes(self.table.tenant, one, rule_index.load_head(self.table, one))
        )
        return one

    def tell(self, *events: dict[str, Any], **more: Any) -> Reply:
        return self.club.ask("POST", EVENTS, list(events), **more)

    def told(self, *events: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
        """The fates, where at least one was taken."""
        reply = self.tell(*events, **more)
        assert reply.status == 200, reply.body[:2000]
        data: list[dict[str, Any]] = reply.json["data"]
        return data

    def statuses(self, *events: dict[str, Any], **more: Any) -> list[str]:
        return [fate["status"] for fate in self.told(*events, **more)]

    def contact(self, reference: str) -> str:
        item = self.table.get(keys.member_ref(self.table.tenant, reference))
        assert item is not None
        return str(item["contact"])

    def count(self, one: LiveAchievement, reference: str) -> int:
        """The count of the first rule, as it stands."""
        item = self.table.get(keys.progress(self.table.tenant, self.contact(reference), one.home)) or {}
        windows = item.get("c", {}).get(one.uid, {}).get("w", {})
        return sum(kept.get("r", {}).get("0", {}).get("c", 0) for kept in windows.values())

    def issues(self, uid: str | None = None) -> list[str]:
        """The keys of the issues that stand, of one achievement or of all."""
        items = [item for item in self.club.items() if item["sk"]["S"].startswith("W#")]
        return sorted(item["key"]["S"] for item in items if uid is None or item["achievement"]["S"] == uid)

    def sweep_later(self) -> None:
        """The receipts have fallen due."""
        self.house.turn_to(self.house.clock.now() + timedelta(minutes=3))


def win(reference: str, number: int | None = None, **more: Any) -> dict[str, Any]:
    ref = {} if number is None else {"eventRefId": f"{reference}-{number}"}
    return {"memberRefId": reference, "action": "win", **ref, **more}


def body(*events: dict[str, Any]) -> bytes:
    return json.dumps(list(events)).encode()
