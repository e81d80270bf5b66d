"""What an achievement depends on: reading the links, finding circles, the order in which to judge."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from .faults import Findings, Kind
from .model import Definition, Dependencies
from .reading import listed, member, whole

MOST_LINKS = 50


class Link(StrEnum):
    MUST = "Must"
    MUST_NOT = "Must-Not"
    SHOULD = "Should"


def read_dependencies(uid: str, raw: object, minimum: object, findings: Findings) -> Dependencies:
    links = list(_links(uid, raw or [], findings))
    if len({prerequisite for prerequisite, _ in links}) < len(links):
        findings.add(Kind.UNFIT, "dependantOn", "dependantOn names an achievement twice.")
    of = {kind: frozenset(named for named, link in links if link is kind) for kind in Link}
    return Dependencies(
        must=of[Link.MUST],
        must_not=of[Link.MUST_NOT],
        should=of[Link.SHOULD],
        minimum=_minimum(minimum, len(of[Link.SHOULD]), findings),
    )


def circle(uid: str, named: Iterable[str], prerequisites: Mapping[str, Iterable[str]]) -> bool:
    """Whether `uid`, naming those, would depend on itself. Bounded: looks at each achievement once."""
    ahead, seen = list(named), set[str]()
    while ahead:
        current = ahead.pop()
        if current == uid:
            return True
        if current not in seen:
            seen.add(current)
            ahead.extend(prerequisites.get(current, ()))
    return False


def in_order(definitions: Iterable[Definition]) -> tuple[Definition, ...]:
    """Prerequisites before what depends on them, else by id: one pass then sees all that was issued."""
    by_id = sorted(definitions, key=lambda each: each.id)
    if not any(each.dependencies.named for each in by_id):
        return tuple({each.id: each for each in by_id}.values())
    waiting = {each.id: each for each in by_id}
    known, ordered = frozenset(waiting), dict[str, Definition]()
    while waiting:
        free = [
            each
            for each in waiting.values()
            if not (each.dependencies.named & known) - ordered.keys() - {each.id}
        ]
        for each in free or list(waiting.values()):  # a circle, refused where definitions are made
            ordered[each.id] = waiting.pop(each.id)
    return tuple(ordered.values())


def _links(uid: str, raw: object, findings: Findings) -> Iterator[tuple[str, Link]]:
    for each, path in listed(raw, "dependantOn", MOST_LINKS, findings):
        named = _named(uid, each, path, findings)
        link = member(Link, each.get("linkType"), f"{path}.linkType", findings)
        if named and link:
            yield named, link


def _named(uid: str, each: dict[str, Any], path: str, findings: Findings) -> str | None:
    named = each.get("achievementId")
    if not isinstance(named, str) or not named:
        findings.add(Kind.SHAPE, f"{path}.achievementId", f"{path}.achievementId is not an id.")
        return None
    if named == uid:
        findings.add(Kind.UNFIT, f"{path}.achievementId", "An achievement does not depend on itself.")
        return None
    return named


def _minimum(raw: object, should: int, findings: Findings) -> int:
    if raw is None:
        return 0
    minimum = whole(raw, "minimumShouldMatch", range(MOST_LINKS + 1), findings)
    if minimum > should:
        message = f"minimumShouldMatch is more than the {should} achievements that should be issued."
        findings.add(Kind.UNFIT, "minimumShouldMatch", message)
    return minimum
