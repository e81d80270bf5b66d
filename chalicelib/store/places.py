"""Where records stand in the indexes; each function has its row in docs/table.md."""

import zlib
from datetime import UTC, datetime

DUE_SHARDS = 8


def moment(at: datetime) -> str:
    """A time that sorts as text: UTC, microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


# Positions in the indexes: `due` (when), `list` (all of a kind), `owner` (of whom), `subject` (of what).
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


def position(created: datetime, uid: str) -> str:
    """Oldest first; the uid settles what was made in one microsecond."""
    return f"{moment(created)}#{uid}"
