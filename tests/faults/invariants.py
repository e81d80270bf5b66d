"""What must hold of a house that has come to rest (promises, section 1), as functions over its table."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Any

from chalicelib.domain.delivery import OPEN_STATES
from chalicelib.domain.events import event_uid
from chalicelib.domain.mail import HOLD
from chalicelib.store import keys, lists
from chalicelib.store.lists import Shelf
from tests.faults import activities, boards, competitions, games, levels, rewards, scores, social, targets
from tests.faults.memberships import periods_follow_each_other_and_are_found
from tests.faults.money import payments_come_to_their_total
from tests.faults.stage import Item, Stage

STEPS_EVENTS = frozenset({"achievement_completed", "achievement_reopened"})
TAKEN = frozenset({"sent", "bounced", "complained"})
ENDED = TAKEN | {"suppressed", "no_recipient", "failed_permanent", "erased"}
SHELVES = (("list", "lpk", "lsk"), ("owner", "opk", "osk"), ("subject", "spk", "ssk"))


def check(stage: Stage, items: list[Item]) -> None:
    """All of them."""
    for invariant in INVARIANTS:
        invariant(stage, items)


def look(stage: Stage) -> None:
    """Those that hold in between, too."""
    items = stage.items()
    for invariant in ALWAYS:
        invariant(stage, items)


def each_finish_tells_one_event_and_each_event_is_of_a_finish(_: Stage, items: list[Item]) -> None:
    """R3 and R4: the events of an achievement are exactly those of its turns."""
    told = Counter((event["name"], event["uid"]) for event in _of(items, "EV"))
    wanted = Counter(name_and_uid for one in _of(items, "A") for name_and_uid in _events_of(one))
    gone = {item["pk"].rpartition("#")[2] for item in items if item["sk"] == "A" and "deleted" in item}
    kept = {event["uid"] for event in _of(items, "EV") if event["subject"] in gone}
    about = Counter({pair: n for pair, n in told.items() if pair[0] in STEPS_EVENTS and pair[1] not in kept})
    assert about == wanted, f"told {about}, finished {wanted}"


def _events_of(achievement: Item) -> Iterator[tuple[str, str]]:
    turns, finished = achievement["turns"], "finished_date" in achievement
    for turn in range(1, turns + 1):
        yield "achievement_completed", event_uid("achievement_completed", achievement["uid"], turn)
    for turn in range(1, turns + (not finished)):
        yield "achievement_reopened", event_uid("achievement_reopened", achievement["uid"], turn)


def a_rename_is_told_only_of_a_change_that_stands(_: Stage, items: list[Item]) -> None:
    """R4 for contacts: the event's id follows from the version that told it."""
    versions = {one["uid"]: one["version"] for one in _of(items, "C")}
    for event in _of(items, "EV"):
        if event["name"] == "contact_renamed" and event["subject"] in versions:
            possible = range(1, versions[event["subject"]] + 1)
            assert event["uid"] in {event_uid("contact_renamed", event["subject"], n) for n in possible}


def a_day_counts_at_least_the_mails_that_were_sent_of_it(_: Stage, items: list[Item]) -> None:
    """So that no day has more than its limit; a sender that died may have counted twice."""
    sent = Counter(
        mail["counted"] for mail in _of(items, "O") if "counted" in mail and mail["state"] == "sent"
    )
    counted = {item["pk"].rpartition("#")[2]: item["n"] for item in _of(items, "MD")}
    assert all(counted.get(day, 0) >= number for day, number in sent.items()), (sent, counted)


def a_finished_achievement_has_every_step(_: Stage, items: list[Item]) -> None:
    """A1."""
    for one in _of(items, "A"):
        numbers = {str(number) for number in range(1, len(one["steps"]) + 1)}
        assert set(one["done"]) <= numbers
        assert "finished_date" not in one or set(one["done"]) == numbers, f"finished with open steps: {one}"


def nothing_is_due_any_more(stage: Stage, items: list[Item]) -> None:
    """R5, R10: every event was followed or set aside, every mail came to an end, nothing is left due."""
    now = keys.moment(stage.house.clock.now())
    due = [item for item in items if "dpk" in item and (item["dsk"] <= now or item["sk"] in ("EV", "O"))]
    assert [(item["pk"], item.get("state")) for item in due] == []
    for event in _of(items, "EV"):
        assert "followed" in event or "set_aside" in event, f"never followed: {event}"
    for mail in _of(items, "O"):
        assert mail["state"] in ENDED, f"a mail never ended: {mail}"
    for delivery in _of(items, "WD"):
        assert delivery["state"] not in OPEN_STATES, f"a webhook never ended: {delivery}"


def a_webhook_that_is_delivered_was_called_as_it_is_kept(stage: Stage, items: list[Item]) -> None:
    """At least once, under its own id, and with the body that stands in the record."""
    called = {(one.headers["webhook-id"], one.url, one.body.decode()) for one in stage.house.inbox.received}
    kept = {(one["uid"], one["url"], one["body"]) for one in _of(items, "WD")}
    delivered = {
        (one["uid"], one["url"], one["body"]) for one in _of(items, "WD") if one["state"] == "delivered"
    }
    assert delivered <= called <= kept


def every_completion_leads_to_a_mail_a_webhook_or_a_post(_: Stage, items: list[Item]) -> None:
    """R5: followed means that somebody was written to, or that it says why nobody was."""
    written = {one["event"] for sk in ("O", "WD") for one in _of(items, sk)}
    posted = {item["pk"].split("#")[2] for item in _of(items, "FP")}
    events = [e for e in _of(items, "EV") if e["name"] == "achievement_completed" and "followed" in e]
    unwritten = {event["uid"] for event in events} - written
    assert {event_uid("post", uid, 1) for uid in unwritten} <= posted


def a_mail_leaves_once_unless_it_was_in_doubt(stage: Stage, items: list[Item]) -> None:
    """R6: a second acceptance only after a doubt, and never within its hold."""
    mails = {mail["uid"]: mail for mail in _of(items, "O")}
    taken: dict[str, list[Any]] = {}
    for letter in stage.house.mails():
        taken.setdefault(letter.tags["mail"], []).append(letter.sent_at)
    assert taken.keys() <= mails.keys(), "a mail left that the table does not know"
    for uid, mail in mails.items():
        times = taken.get(uid, [])
        doubted = "in_doubt" in stage.witness.states[uid]
        assert len(times) <= 1 or doubted, f"sent {len(times)} times without a doubt: {mail}"
        gaps = [later - earlier for earlier, later in pairwise(times)]
        assert all(gap >= HOLD for gap in gaps), f"sent again within the hold: {times}"
        assert bool(times) == was_taken(mail), f"{mail['state']}, taken {len(times)} times"


def was_taken(mail: Item) -> bool:
    """By SES, as the record has it; what it rejects, it took before."""
    return mail["state"] in TAKEN or mail.get("delivery") == "rejected"


def guards_and_pointers_are_those_of_living_contacts(stage: Stage, items: list[Item]) -> None:
    """Numbers, member refs, addresses and dependants: exactly what the contacts' records say."""
    t = stage.club.tenant
    wanted: dict[tuple[str, str], str] = {}
    for contact in _of(items, "C"):
        for key in _pointers(t, contact):
            wanted[tuple(key)] = contact["uid"]
    found = {
        (item["pk"], item["sk"]): item.get("contact") or item.get("child")
        for item in items
        if item["pk"].startswith(f"{t}#") and _is_pointer(item)
    }
    assert found == wanted


def _pointers(t: str, contact: Item) -> Iterator[keys.Key]:
    uid = contact["uid"]
    yield keys.number(t, contact["number"])
    if "member_ref" in contact:
        yield keys.member_ref(t, contact["member_ref"])
    yield from (keys.email(t, address, uid) for address in contact["emails"])
    yield from (keys.dependant(t, guardian, uid) for guardian in contact["guardians"])


def _is_pointer(item: Item) -> bool:
    kind = item["pk"].split("#")[1]
    return kind in ("NO", "MR", "E") or (kind == "P" and item["sk"].startswith("DEP#"))


def tallies_are_exact(stage: Stage, items: list[Item]) -> None:
    """What a list says it holds is what it holds, through its tally and to the end of it."""
    table, now = stage.house.wired.table.of(stage.club.tenant), stage.house.clock.now()
    stored = {item["pk"].split("#TALLY#")[1]: item for item in items if item["sk"] == "TALLY"}
    for index, pk, sk in SHELVES:
        for shelf in stored.keys() & {item[pk] for item in items if pk in item}:
            living = [item[sk] for item in items if item.get(pk) == shelf and "deleted" not in item]
            counted = sum(position <= stored[shelf].get("upto", "") for position in living)
            assert stored[shelf].get("n", 0) == counted, f"the tally of {shelf}"
            assert lists.count(table, Shelf(index, shelf), now=now) == len(living), f"the list {shelf}"


def nothing_of_another_tenant_was_touched(stage: Stage, _: list[Item]) -> None:
    """S1: asserted on every call of every fault."""
    assert stage.witness.foreign == []


def no_claim_outlives_its_request(stage: Stage, items: list[Item]) -> None:
    """A claimed Idempotency-Key never stays shut: it has its answer, or may be claimed again."""
    now = keys.moment(stage.house.clock.now() + timedelta(seconds=1))
    for claim in _of(items, "IK"):
        assert "answer" in claim or claim["until"] < now


INVARIANTS = (
    each_finish_tells_one_event_and_each_event_is_of_a_finish,
    a_rename_is_told_only_of_a_change_that_stands,
    a_day_counts_at_least_the_mails_that_were_sent_of_it,
    a_finished_achievement_has_every_step,
    nothing_is_due_any_more,
    every_completion_leads_to_a_mail_a_webhook_or_a_post,
    a_webhook_that_is_delivered_was_called_as_it_is_kept,
    a_mail_leaves_once_unless_it_was_in_doubt,
    guards_and_pointers_are_those_of_living_contacts,
    tallies_are_exact,
    payments_come_to_their_total,
    periods_follow_each_other_and_are_found,
    *rewards.INVARIANTS,
    *levels.INVARIANTS,
    *competitions.INVARIANTS,
    *activities.INVARIANTS,
    *games.INVARIANTS,
    *scores.INVARIANTS,
    *boards.INVARIANTS,
    *social.INVARIANTS,
    *targets.INVARIANTS,
    nothing_of_another_tenant_was_touched,
    no_claim_outlives_its_request,
)

# What one transaction keeps together: it holds at every moment, not only at rest.
ALWAYS = (
    each_finish_tells_one_event_and_each_event_is_of_a_finish,
    a_rename_is_told_only_of_a_change_that_stands,
    a_finished_achievement_has_every_step,
    guards_and_pointers_are_those_of_living_contacts,
    *rewards.ALWAYS,
)


def _of(items: Iterable[Item], sk: str) -> list[Item]:
    return [item for item in items if item["sk"] == sk and "deleted" not in item]
