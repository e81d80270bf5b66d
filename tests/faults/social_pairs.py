"""Two operations on the social stream at once, in every order of their AWS calls: numbers and privacy hold."""

from chalicelib.actions import posting
from tests import posting as posts
from tests.awarding import table_of
from tests.faults import social
from tests.faults.flow import deliver
from tests.faults.pairing import Pair, asks, statuses, unharmed
from tests.faults.schedules import Operation, Played
from tests.faults.stage import Item, Stage


def a_post_waits(stage: Stage) -> None:
    """Of one contact, and another's; nobody has numbered them."""
    for name in ("uid", "other"):
        stage.notes[name] = stage.club.person(first_name=name)["uid"]
    deliver(stage, False)
    now = stage.house.clock.now()
    for place, name in enumerate(("uid", "other")):
        posts.wait_for_a_number(table_of(stage.club), stage.notes[name], [place], now)


def an_entry_and_its_fan(stage: Stage) -> None:
    social.an_entry(stage)
    fan = stage.club.person(first_name="Fan")
    stage.notes |= {"uid": fan["uid"], "number": str(fan["number"])}
    deliver(stage, False)


def numbers(*places: int) -> Operation:
    def number(stage: Stage) -> None:
        uids = [f"{place:024x}" for place in places]
        posting.number(table_of(stage.club), uids, now=stage.house.clock.now())

    return number


def entries(items: list[Item]) -> list[str]:
    return sorted(item["sk"][-2:] for item in items if item["sk"].startswith("F#"))


def both_have_numbers(played: Played, items: list[Item]) -> None:
    unharmed(played, items)
    assert entries(items) == ["01", "02"]


def the_other_s_at_least(played: Played, items: list[Item]) -> None:
    """Whoever opts out before its number never gets one; afterwards its entry is hidden (an invariant)."""
    unharmed(played, items)
    assert played.results["B"] == 200 and entries(items) in (["01"], ["01", "02"])


def one_high_five(played: Played, items: list[Item]) -> None:
    statuses((204, 204))(played, items)
    assert len([item for item in items if item["sk"].startswith("HF#")]) == 1


def hidden_or_not_there(played: Played, items: list[Item]) -> None:
    """That it stands in nobody's list is an invariant."""
    assert (played.results["A"], played.results["B"]) == (204, 200)


OPT_OUT = asks("PUT", "person/{uid}/", {"public_profile": False})
FIVE = asks("PUT", "/gamification/stream/1/high-five?user_id={number}")
PAIRS = (
    Pair(
        "number / number the same", a_post_waits, numbers(0, 1), numbers(0, 1), both_have_numbers, slow=True
    ),
    Pair("number / number another", a_post_waits, numbers(0), numbers(1), both_have_numbers, slow=True),
    Pair("number / opt out", a_post_waits, numbers(0, 1), OPT_OUT, the_other_s_at_least),
    Pair("high five / high five", an_entry_and_its_fan, FIVE, FIVE, one_high_five, slow=True),
    Pair("high five / opt out", an_entry_and_its_fan, FIVE, OPT_OUT, hidden_or_not_there, slow=True),
)
