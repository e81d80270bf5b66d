"""The flows of badges: one is got for the first time, is taken back in each way, and its keys change."""

from functools import cache

from chalicelib import wiring
from tests.faults import acts
from tests.faults.flow import Flow, Request, deliver, tick
from tests.faults.stage import Stage

API = "/api/v1/{flock}/"
BADGE = Request("GET", "/api/v1/public/example/achievement/{uid}/credential/", role=None)
KEYS = "signing_key/"


@cache
def a_private_key() -> str:
    """One for all runs, so that they come to the same."""
    return wiring.signing_key()


def at_hand(stage: Stage) -> None:
    """Chance that is the same each time that it is asked."""
    key = a_private_key()  # now: each try is a child of this process
    stage.house.wired.signing_key = lambda: key
    stage.house.wired.ids.number = lambda: 77  # type: ignore[method-assign]


def unbadged(stage: Stage) -> None:
    acts.finished(stage)
    at_hand(stage)


def badged(stage: Stage) -> None:
    unbadged(stage)
    assert BADGE.ask(stage).status == 200


def erased_with_a_badge(stage: Stage) -> None:
    """The walk of an erasure comes to somebody's finished achievement."""
    badged(stage)
    deliver(stage, False)
    person = stage.club.got(f"achievement/{stage.notes['uid']}/")["contact"].split("/")[-2]
    assert stage.club.ask("PUT", f"person/{person}/erase/").status == 202
    deliver(stage, False)
    stage.wait(minutes=5, seconds=1)


def signing(stage: Stage) -> None:
    badged(stage)
    stage.notes["uid"] = stage.club.got(KEYS)["results"][0]["uid"]


ONE = "achievement/{uid}"
_GONE = frozenset({404})

FLOWS: tuple[Flow, ...] = (
    Flow("get a badge for the first time", unbadged, BADGE.act),
    Flow(
        "reopen what has a badge",
        badged,
        Request("PUT", f"{ONE}/reopen/", again=frozenset({409})).act,
        (f"PUT {API}{ONE}/reopen",),
    ),
    Flow("remove what has a badge", badged, Request("DELETE", f"{ONE}/", 204, again=_GONE).act),
    Flow("sweep: walk an erasure that has a badge", erased_with_a_badge, tick, ("sweep ER",)),
    Flow("make another signing key", at_hand, Request("POST", KEYS, 201).act, (f"POST {API}signing_key",)),
    Flow(
        "withdraw a signing key",
        signing,
        Request("DELETE", KEYS + "{uid}/", 204, again=_GONE).act,
        (f"DELETE {API}signing_key/{{uid}}",),
    ),
)
