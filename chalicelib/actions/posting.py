"""Numbering what is posted in the social stream: densely, in order, each post once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from ..domain.contact import Contact
from ..domain.gamification.stream import Head, Post
from ..domain.privacy import Policy, day, user
from ..store import game_keys, keys, privacy, stream
from ..store.contacts import CONTACTS
from ..store.table import TenantTable
from ..store.writes import Write

# Of a post: its entry, its mark that it is numbered, the check of its contact; and the head and the check of
# the tenant's policy, in one transaction of 100.
MOST = 32


def number(table: TenantTable, uids: Sequence[str], *, now: datetime) -> None:
    """Give numbers to those that have none, the oldest first; doing it twice changes nothing.

    A post of a contact that may not be shown now is dropped. That is checked again in the very transaction,
    so that nobody who just ceased to be shown enters the stream behind the back of that change.
    """
    waiting = _waiting(table, uids)
    for start in range(0, len(waiting), MOST):
        _number(table, waiting[start : start + MOST], now)


def _waiting(table: TenantTable, uids: Sequence[str]) -> list[Post]:
    places = [game_keys.stream_post(table.tenant, uid) for uid in uids]
    found = table.get_many(places, consistent=True)
    posts = [post for place in places if (post := stream.post_in(found.get(place)))]
    return sorted(posts, key=lambda post: (post.at, post.uid))


def _number(table: TenantTable, posts: Sequence[Post], now: datetime) -> None:
    """In one transaction; where another was faster, with what is left."""
    read = iter((posts,))

    def decide() -> None:
        left = next(read, None)
        if left is None:
            left = _waiting(table, [post.uid for post in posts])
        if left:
            head, people, policy = _beside(table, {post.contact for post in left})
            table.transact(_writes(table.tenant, head, left, people, policy, now))

    table.decided(decide)


def _beside(table: TenantTable, uids: Iterable[str]) -> tuple[Head, Mapping[str, Contact], Policy]:
    """What decides over posts of these contacts."""
    t = table.tenant
    head, game = game_keys.stream_head(t), keys.game(t)
    found = table.get_many([head, game, *(keys.contact(t, uid) for uid in uids)], consistent=True)
    people = {uid: person for uid in uids if (person := CONTACTS.met(found, t, uid))}
    return stream.head_in(found.get(head)), people, privacy.policy_in(found.get(game))


def _writes(
    t: str, head: Head, posts: Sequence[Post], people: Mapping[str, Contact], policy: Policy, now: datetime
) -> list[Write]:
    done: list[Write] = []
    last, today = head, day(now)
    for post in posts:
        shown = user(people.get(post.contact), today, policy)
        if shown is None:
            done.append(stream.numbered(t, post, None))
            continue
        last, entry = last.next(post, shown)
        done += [stream.entered(t, entry), stream.numbered(t, post, last.number)]
    if last == head:
        return done
    checks = [CONTACTS.unchanged(t, person) for person in people.values()]
    return [stream.moved(t, head, last), privacy.unchanged(t, policy), *checks, *done]
