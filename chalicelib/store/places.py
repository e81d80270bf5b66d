"""Where records stand in the indexes; each function has its row in docs/table.md."""

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

DUE_SHARDS = 8
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Spot:
    """On which of a tenant's desks something waits for a person, and by which moment it is ordered there."""

    desk: str
    at: datetime
    newest_first: bool = False


def moment(at: datetime) -> str:
    """A time that sorts as text: UTC, microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


# Positions in the indexes: `due` (when), `list` (all of a kind), `owner` (of whom), `subject` (of what),
# `failed` (what left its road).
def due(pk: str, at: datetime) -> dict[str, str]:
    return {"dpk": due_shard(zlib.crc32(pk.encode()) % DUE_SHARDS), "dsk": moment(at)}


def due_shard(shard: int) -> str:
    return f"D#{shard}"


def listed(t: str, kind: str, created: datetime, uid: str) -> dict[str, str]:
    return {"lpk": list_pk(t, kind), "lsk": position(created, uid)}


def list_pk(t: str, kind: str) -> str:
    return f"{t}#L#{kind}"


def owned(t: str, contact_uid: str, kind: str, created: datetime, uid: str) -> dict[str, str]:
    return {"opk": owner_pk(t, contact_uid, kind), "osk": position(created, uid)}


def owner_pk(t: str, contact_uid: str, kind: str) -> str:
    return f"{t}#P#{contact_uid}#{kind}"


def about(t: str, subject_uid: str, kind: str, created: datetime, uid: str) -> dict[str, str]:
    return {"spk": subject_pk(t, subject_uid, kind), "ssk": position(created, uid)}


def subject_pk(t: str, subject_uid: str, kind: str) -> str:
    return f"{t}#S#{subject_uid}#{kind}"


def failed(t: str, since: datetime, uid: str) -> dict[str, str]:
    return {"fpk": failed_pk(t), "fsk": newest_first(since, uid)}


def failed_pk(t: str) -> str:
    return f"{t}#FAILED"


def desk(t: str, spot: Spot, uid: str) -> dict[str, str]:
    place = newest_first(spot.at, uid) if spot.newest_first else position(spot.at, uid)
    return {"fpk": desk_pk(t, spot.desk), "fsk": place}


def desk_pk(t: str, name: str) -> str:
    return f"{t}#DESK#{name}"


def newest_first(at: datetime, uid: str) -> str:
    """The microseconds that are left until the year 2286; the uid as in `position`."""
    return f"{10**16 - (at - EPOCH) // timedelta(microseconds=1):016}#{uid}"


def position(created: datetime, uid: str) -> str:
    """Oldest first; the uid settles what was made in one microsecond."""
    return f"{moment(created)}#{uid}"
