"""How a contact stands: several memberships summed up as the status call tells them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from .membership import Membership, Status


@dataclass(frozen=True)
class Standing:
    """The seed's fields. Without any membership, or with an application alone, there are no dates."""

    membership_record_status: Status | None = None
    member_since: date | None = None
    member_till: date | None = None
    member_till_plus_grace: date | None = None
    membership_numbers: tuple[str, ...] = ()
    active_memberships_for_display: tuple[str, ...] = ()


def standing(memberships: Iterable[Membership], names: Mapping[str, str], now: datetime) -> Standing:
    """The best status speaks; its dates are those of the memberships that have it, renewals included.

    `names` are the membership types' by uid. A linked member's records come as `joining.shared` views.
    """
    records = sorted(memberships, key=lambda record: (record.term.start, record.uid))
    voices = [record for record in records if not _superseded(record, records, now)]
    if not voices:
        return Standing()
    best = min((voice.status(now) for voice in voices), key=list(Status).index)
    chosen = [voice for voice in voices if voice.status(now) is best]
    dated = [record for record in _with_renewals(chosen, records) if _covered(record)]
    active = chosen if best is Status.ACTIVE else []
    return Standing(
        membership_record_status=best,
        member_since=_chain_start(dated, records),
        member_till=max((record.end for record in dated), default=None),
        member_till_plus_grace=max((record.grace_end for record in dated), default=None),
        membership_numbers=tuple(dict.fromkeys(record.number for record in chosen)),
        active_memberships_for_display=tuple(dict.fromkeys(names[one.membership_type] for one in active)),
    )


def _superseded(record: Membership, records: list[Membership], now: datetime) -> bool:
    """A period that is over and renewed has no voice of its own: the one that followed speaks."""
    followed = record.renewed_as in {other.uid for other in records if _covered(other)}
    return followed and record.has_reached(record.end, now)


def _covered(record: Membership) -> bool:
    """Whether it ever covered a day: not an application, not a renewal cancelled before it began."""
    return record.activated_at is not None and record.term.start < record.end


def _with_renewals(chosen: list[Membership], records: list[Membership]) -> list[Membership]:
    coming = {record.renewed_as for record in chosen}
    renewals = [one for one in records if one.uid in coming and one.decided is Status.ACTIVE]
    return chosen + [one for one in renewals if one not in chosen]


def _chain_start(dated: list[Membership], records: list[Membership]) -> date | None:
    """Back from the latest end, through every period that met or overlapped the next one."""
    if not dated:
        return None
    since = max(dated, key=lambda record: (record.end, record.uid)).member_since
    for record in sorted(records, key=lambda record: record.end, reverse=True):
        if _covered(record) and record.end >= since:
            since = min(since, record.member_since)
    return since
