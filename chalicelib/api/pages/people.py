"""Pages of a person: what it works at and has come to, and its timeline."""

from ...actions import looking, portraits, timelines
from ..call import Answer
from . import shown
from .home import numbered
from .room import Pages
from .visitor import Visitor

face = Pages()


@face.page(
    "/person/{uid}",
    summary="A person or organisation: achievements, membership, badges, points and targets.",
    query={"before": "Where older achievements begin, as the page before said."},
)
def person(visitor: Visitor, uid: str) -> Answer:
    seen = looking.at(visitor.table, visitor.someone, uid)
    before = visitor.query.get("before")
    found = portraits.portrait(
        visitor.table, seen.contact.uid, close=seen.sight.close, before=before, now=visitor.now
    )
    return visitor.show(
        "person.html",
        contact=seen.contact,
        work=found.work,
        running=[one for one in found.work.achievements if not one.finished],
        finished=[one for one in found.work.achievements if one.finished],
        memberships=shown.memberships(visitor, seen.contact.uid, found.work.memberships),
        played=found.balance.entries > 0,
        points=shown.plain(found.balance.points),
        standing=found.standing,
        badges=found.badges,
        goals=shown.goals(found.targets),
        plain=shown.plain,
        before=before,
    )


@face.page(
    "/person/{uid}/timeline",
    summary="What a person came to, the newest first.",
    query={"part": "Which part of the list, from 1."},
)
def timeline(visitor: Visitor, uid: str) -> Answer:
    seen = looking.at(visitor.table, visitor.someone, uid)
    part, _ = numbered(visitor)
    found = timelines.timeline(
        visitor.table,
        seen.contact.uid,
        close=seen.sight.close,
        part=part,
        zone=visitor.reader.zone,
        now=visitor.now,
    )
    return visitor.show("timeline.html", contact=seen.contact, found=found, turn=part)
