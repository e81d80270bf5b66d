"""The verbs of an achievement as a coach calls them, and what they told."""

from typing import Any

from tests.asking import Club


def call(club: Club, uid: str, verb: str, body: Any = None, **more: Any) -> Any:
    return club.done(f"achievement/{uid}/{verb}/", body, role="coach", **more)


def told(club: Club, uid: str) -> list[tuple[str, str]]:
    found = club.got(f"event/?subject=/example/achievement/{uid}/")["results"]
    return [(event["type"], event["subject"]) for event in found]
