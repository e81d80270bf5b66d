"""Posts as the follower's transaction leaves them, and the stream as a client walks it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import count

from chalicelib.actions import posting, stream
from chalicelib.actions.listing import Asked
from chalicelib.actions.stream import Shown
from chalicelib.domain.gamification.stream import Post
from chalicelib.store import stream as kept
from chalicelib.store.table import TenantTable


def a_post(contact: str, number: int, at: datetime) -> Post:
    data = {"level": {"name": f"level_{number}"}}
    return Post(f"{number:024x}", contact, "new_level", data, at)


def wait_for_a_number(table: TenantTable, contact: str, numbers: Sequence[int], at: datetime) -> list[str]:
    """Posts that nobody has numbered; their uids."""
    posts = [a_post(contact, number, at) for number in numbers]
    table.put_many([kept.posted(table.tenant, post) for post in posts])
    return [post.uid for post in posts]


def fill(table: TenantTable, contact: str, numbers: Sequence[int], at: datetime) -> None:
    """Posted and numbered, in this order."""
    posting.number(table, wait_for_a_number(table, contact, numbers, at), now=at)


def walk(
    table: TenantTable,
    viewer: str | None = None,
    *,
    size: int = 15,
    meanwhile: Callable[[], None] = lambda: None,
) -> list[Shown]:
    """Every entry from the first page to the last, by what each page says of the next."""
    found: list[Shown] = []
    after: str | None = None
    for number in count(1):
        page = stream.page(table, viewer, Asked(number, size, after))
        found += page.records
        if page.next is None:
            return found
        after = page.next
        meanwhile()
    raise AssertionError("a walk has an end")


def numbers(shown: Sequence[Shown]) -> list[int]:
    return [one.entry.number for one in shown]
