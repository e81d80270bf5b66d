"""Numbering what is posted in the social stream: densely, in order, each post once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from ..domain.contact import Contact
from ..domain.gamification.stream import Head, Post
from ..domain.privacy import Policy, day, user
from ..store import game_keys, keys, privacy, stream
from ..store.nouns import CONTACTS
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
    for start in range(0, len(uids), MOST):
        some = uids[start : start + MOST]
        table.decided(lambda some=some: _number(table, some, now))  # type: ignore[misc]


def _number(table: TenantTable, uids: Sequence[str], now: datetime) -> None:
    t = table.tenant
    head_key, places = game_keys.stream_head(t), [game_keys.stream_post(t, uid) for uid in uids]
    found = table.get_many([head_key, *places], consistent=True)
    posts = [post for place in places if (post := stream.post_in(found.get(place)))]
    if not posts:
        return
    posts.sort(key=lambda post: (post.at, post.uid))
    people, policy = _people(table, {post.contact for post in posts})
    head = stream.head_in(found.get(head_key))
    table.transact(_writes(t, head, posts, people, policy, now))


def _people(table: TenantTable, uids: Iterable[str]) -> tuple[Mapping[str, Contact], Policy]:
    t = table.tenant
    found = table.get_many([keys.game(t), *(keys.contact(t, uid) for uid in uids)], consistent=True)
    policy = privacy.policy_in(found.pop(keys.game(t), None))
    return {uid: person for uid in uids if (person := CONTACTS.met(found, t, uid))}, policy


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
