"""Reads a whole definition as it is kept (seed 001's `achievement` object) to what the engine works with."""

from datetime import UTC, datetime
from typing import Any

from .faults import Findings, Kind
from .links import read_dependencies
from .model import Definition
from .parsing import read_rule_sets
from .reading import flag, shown, whole
from .schedules import PLACES, ScheduleType, Scheduling
from .values import moment

MOST_ISSUES = 1_000_000
MOST_GROUPS = 100
_EVER = datetime(1, 1, 1, tzinfo=UTC)


def parse(uid: str, raw: dict[str, Any]) -> Definition:
    """The definition with that id; the same for the same words. Raises FaultyDefinition with all faults.

    Which ids exist, and whether links close a circle, is the caller's to ask.
    """
    findings = Findings()
    read = Definition(
        id=uid,
        rule_sets=read_rule_sets(raw.get("ruleSets"), findings),
        scheduling=read_scheduling(raw.get("scheduling"), findings),
        dependencies=read_dependencies(uid, raw.get("dependantOn"), raw.get("minimumShouldMatch"), findings),
        member_groups=_groups(raw.get("memberGroups"), findings),
    )
    return findings.settle(read)


def read_scheduling(raw: object, findings: Findings) -> Scheduling:
    if not isinstance(raw, dict):
        findings.add(Kind.SCHEDULE, "scheduling", "No usable value for scheduling")
        return Scheduling(ScheduleType.ONCE, _EVER)
    return _scheduling(raw, findings)


def _scheduling(said: dict[str, Any], findings: Findings) -> Scheduling:
    kind = _type(said.get("scheduleType"), findings)
    return Scheduling(
        type=kind,
        start=_moment(said.get("startDate"), "scheduling.startDate", findings) or _EVER,
        end=_end(said, findings),
        limit=_limit(said.get("scheduleOccurrencesLimit"), findings),
        every=_every(said.get("every"), kind, findings),
        only_active=flag(
            said.get("onlyAggregateOnActiveDays", False), "scheduling.onlyAggregateOnActiveDays", findings
        ),
    )


def _type(raw: object, findings: Findings) -> ScheduleType:
    if isinstance(raw, str) and raw in ScheduleType._value2member_map_:
        return ScheduleType(raw)
    findings.add(Kind.SCHEDULE, "scheduling.scheduleType", f"Unknown scheduleType [{shown(raw)}].")
    return ScheduleType.ONCE


def _limit(raw: object, findings: Findings) -> int:
    if raw is None:
        return 1
    return whole(raw, "scheduling.scheduleOccurrencesLimit", range(1, MOST_ISSUES + 1), findings)


def _every(raw: object, kind: ScheduleType, findings: Findings) -> frozenset[int]:
    """Distinct places within the period; Once and Repeatedly have none to choose."""
    path, most = "scheduling.every", PLACES[kind]
    if raw is None or raw == []:
        return frozenset()
    if not isinstance(raw, list) or any(
        isinstance(each, bool) or not isinstance(each, int) for each in raw[:100]
    ):
        findings.add(Kind.SHAPE, path, f"{path} is not a list of whole numbers.")
        return frozenset()
    if len(raw) > most or len(set(raw)) < len(raw) or not all(1 <= each <= most for each in raw):
        message = (
            f"{path} of {kind} takes each of 1 to {most} once at most." if most else f"{kind} has no {path}."
        )
        findings.add(Kind.UNFIT, path, message)
        return frozenset()
    return frozenset(raw)


def _end(said: dict[str, Any], findings: Findings) -> datetime | None:
    path = "scheduling.endDate"
    if said.get("endDate") is None:
        return None
    end, start = _moment(said["endDate"], path, findings), moment(said.get("startDate"))
    if end and start and end <= start:
        findings.add(Kind.UNFIT, path, "The endDate is not after the startDate.")
    return end


def _moment(raw: object, path: str, findings: Findings) -> datetime | None:
    read = moment(raw)
    if read is None:
        findings.add(Kind.UNFIT, path, f"{path} is not an ISO 8601 time.")
    return read


def _groups(raw: object, findings: Findings) -> frozenset[str]:
    if raw is None:
        return frozenset()
    if not isinstance(raw, list) or not all(
        isinstance(each, str) and each for each in raw[: MOST_GROUPS + 1]
    ):
        findings.add(Kind.SHAPE, "memberGroups", "memberGroups is not a list of groups.")
        return frozenset()
    if len(raw) > MOST_GROUPS:
        findings.add(Kind.TOO_MANY, "memberGroups", f"memberGroups holds more than {MOST_GROUPS}.")
        return frozenset()
    return frozenset(raw)
