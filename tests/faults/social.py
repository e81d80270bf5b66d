"""What stands before each flow of the social stream, and what must hold of it whatever happened."""

from collections import Counter

from chalicelib.domain.events import event_uid
from chalicelib.domain.triggers import POSTED_EVENTS
from tests import posting
from tests.awarding import table_of
from tests.faults import acts
from tests.faults.flow import Arrange, deliver
from tests.faults.stage import Item, Stage

POSTS_ONLY = {"achievement_completed": [{"action": "post"}]}


def to_post(stage: Stage) -> None:
    """Two finishes that lead to a post and to nothing else."""
    stage.club.done("triggers/", POSTS_ONLY)
    kind = stage.club.type()
    for name in ("Ada", "Ben"):
        stage.club.finished(kind=kind, contact=stage.club.person(first_name=name))


def waiting_posts(stage: Stage) -> None:
    """More than one transaction holds, and one of a contact that is not shown."""
    person = stage.club.person(first_name="Ada")
    hidden = stage.club.person(first_name="Kim", public_profile=False)
    deliver(stage, False)
    now = stage.house.clock.now()
    posting.wait_for_a_number(table_of(stage.club), person["uid"], range(40), now)
    posting.wait_for_a_number(table_of(stage.club), hidden["uid"], range(40, 41), now)


def an_entry(stage: Stage) -> None:
    """Of Ada; the one who gives high fives is the member of the member's key."""
    acts.finished(stage)
    deliver(stage, False)


def then(*parts: Arrange) -> Arrange:
    return acts.all_of(*parts)


def a_high_five(stage: Stage) -> None:
    assert stage.club.ask("PUT", "/gamification/stream/1/high-five", role="member").status == 204


def opted_out(stage: Stage) -> None:
    """One who posted, and gave a high five to itself."""
    acts.finished(stage)
    deliver(stage, False)
    uid = stage.club.got("person/?first_name=Ada")["results"][0]["uid"]
    number = stage.club.got(f"person/{uid}/")["number"]
    assert stage.club.ask("PUT", f"/gamification/stream/1/high-five?user_id={number}").status == 204
    stage.club.done(f"person/{uid}/", {"public_profile": False})
    stage.notes["uid"] = uid


def removed(stage: Stage) -> None:
    acts.finished(stage)
    deliver(stage, False)
    uid = stage.club.got("person/?first_name=Ada")["results"][0]["uid"]
    assert stage.club.ask("DELETE", f"person/{uid}/").status == 204


def a_birthday(stage: Stage) -> None:
    """Of one who gave a high five as a child."""
    an_entry(stage)
    child = stage.club.person(first_name="Kim", date_of_birth="2008-11-22")
    path = f"/gamification/stream/1/high-five?user_id={child['number']}"
    assert stage.club.ask("PUT", path).status == 204
    stage.wait(days=1, minutes=1)


def a_new_policy(stage: Stage) -> None:
    """Whoever is hidden is two letters from now on."""
    opted_out(stage)
    deliver(stage, False)
    reply = stage.club.ask("PUT", "/gamification/settings", {"hidden": "initials"})
    assert reply.status == 200, reply.body
    stage.wait(seconds=61)


def numbers_have_no_gap_and_each_post_has_one(_: Stage, items: list[Item]) -> None:
    entries = {int(item["sk"][2:]) for item in items if item["sk"].startswith("F#")}
    heads = [item["n"] for item in items if item["sk"] == "F"]
    assert entries == set(range(1, sum(heads) + 1))
    posts = [item for item in items if item["sk"] == "FP"]
    assert Counter(post["n"] for post in posts if post["n"]) == Counter(entries), "a post under two numbers"


def what_is_posted_is_what_became_true(_: Stage, items: list[Item]) -> None:
    """R4 for posts: under the defaults each event has one, and no other event has any."""
    told = {event_uid("post", item["uid"], 1): item["name"] for item in items if item["sk"] == "EV"}
    posts = {item["pk"].split("#")[2] for item in items if item["sk"] == "FP"}
    by_hand = {uid for uid in posts if uid.startswith("0" * 12)}
    assert {told[uid] for uid in posts - by_hand} <= set(POSTED_EVENTS)


def who_is_hidden_stands_nowhere(_: Stage, items: list[Item]) -> None:
    """Under the policy of hiding; and who may be shown is."""
    if any(item["sk"] == "GAME" and item.get("hidden") == "initials" for item in items):
        return
    people = [item for item in items if item["sk"] == "C" and "deleted" not in item]
    shown = {item["uid"] for item in people if item["public_profile"] and not _minor(item)}
    for item in items:
        if item["sk"].startswith("F#"):
            assert ("p" in item) is (item["c"] in shown), item
        if item["sk"].startswith("HF#"):
            assert ("spk" in item) is (item["pk"].split("#")[2] in shown), item


def _minor(contact: Item) -> bool:
    if "date_of_birth" not in contact:
        return bool(contact["guardians"])
    return "dpk" in contact  # it waits for its birthday


INVARIANTS = (
    numbers_have_no_gap_and_each_post_has_one,
    what_is_posted_is_what_became_true,
    who_is_hidden_stands_nowhere,
)
