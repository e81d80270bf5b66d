"""Pages of who looks after members: what there is to do, lists by need, and finding somebody."""

from datetime import timedelta

from ...actions import desks, dossiers, finding, unreached
from ...domain.desks import Need
from ...domain.refusals import Invalid
from ..blueprint import ADMIN
from ..call import Answer
from ..sheep.collection import a_uid
from .lists import cursor, position
from .office import show
from .room import Pages
from .visitor import Visitor

face = Pages()
# How many days ahead somebody's end is soon.
DAYS = (7, 30, 60, 90)
SOON = timedelta(days=30)
LONGEST_SEARCH = 254
# What each list holds, in a sentence.
ABOUT = {
    Need.PENDING: "Applications that wait to be activated, who waits longest first.",
    Need.EXPIRING: "They lapse unless somebody renews them; who ends first comes first. "
    "Who renews by itself is not among them.",
    Need.GRACE: "Their period is over, and they may still renew; who was first comes first.",
    Need.LAPSED: "Their grace is over and nobody renewed them; the last one comes first.",
    Need.ACTIVE: "All that go on, by the day on which their period ends: "
    "in grace, renewed for a coming period, or leaving on a coming day, too.",
    Need.CANCELLED: "Those that were cancelled; the last one comes first.",
}
HINTS = {
    Need.PENDING: "wait to be activated",
    Need.EXPIRING: "end within 30 days",
    Need.GRACE: "are in grace",
}
QUERY = {
    "state": f"{', '.join(Need)}; what there is to do, if none.",
    "within": f"Of those that end soon: in so many days ({', '.join(map(str, DAYS))}); 30 if not given.",
    "after": "Where the list goes on; from the link of the page before.",
    "q": "Whom to find: an e-mail address, a number, a name.",
}


@face.page("/members", who=ADMIN, summary="Memberships by what is to be done with them.", query=QUERY)
def members(visitor: Visitor) -> Answer:
    if "q" in visitor.query:
        return _search(visitor, visitor.query["q"][:LONGEST_SEARCH])
    if "state" in visitor.query:
        return _list(visitor)
    counted = desks.counts(visitor.table, within=SOON, now=visitor.now)
    lost = unreached.count(visitor.table)
    return show(visitor, "members.html", current="todo", counted=counted, hints=HINTS, lost=lost)


def _list(visitor: Visitor) -> Answer:
    need, within = _need(visitor.query["state"]), _within(visitor)
    scope = f"members|{need}|{within.days}"
    found = desks.listed(visitor.table, need, within=within, after=position(visitor, scope), now=visitor.now)
    return show(
        visitor,
        "members_list.html",
        current=need.value,
        need=need,
        about=ABOUT,
        days=within.days,
        choices=DAYS,
        found=found.records,
        first="after" not in visitor.query,
        following=cursor(visitor, scope, found.next),
        onward="members",
        same={"state": need.value, **({"within": str(within.days)} if need is Need.EXPIRING else {})},
    )


def _search(visitor: Visitor, text: str) -> Answer:
    found = finding.people(visitor.table, text)
    return show(visitor, "members_found.html", q=text, found=found)


@face.page("/contact/{uid}", who=ADMIN, summary="A person or an organisation with its memberships.")
def contact(visitor: Visitor, uid: str) -> Answer:
    whose, kept = dossiers.of_contact(visitor.table, a_uid(uid, "contact"))
    return show(visitor, "contact.html", whose=whose, found=kept)


def _need(text: str) -> Need:
    try:
        return Need(text)
    except ValueError:
        raise Invalid("There is no such list.", {"state": QUERY["state"]}) from None


def _within(visitor: Visitor) -> timedelta:
    said = visitor.query.get("within", "30")
    if said not in map(str, DAYS):
        raise Invalid("There is no such list.", {"within": QUERY["within"]})
    return timedelta(days=int(said))
