"""The keys of what left its road; each function has its row in docs/table.md, as those of keys.py have."""

from .keys import Key


def left_record(t: str, uid: str) -> Key:
    return Key(f"{t}#LR#{uid}", "LR")


def replay_run(t: str) -> Key:
    return Key(f"{t}#FR", "FR")
