"""The first page of who is signed in: what there is for them here."""

from ...actions import looking, portraits, registers
from ...actions.portraits import Card
from ...domain.contact import Group
from ..call import Answer
from . import shown
from .room import Pages
from .visitor import Visitor

face = Pages()
ON_A_PAGE = 8
MOST_GROUPS = 12


@face.page(
    "",
    summary="The first page: everybody whom the visitor may see.",
    query={"part": "Which part of the list, from 1."},
)
def home(visitor: Visitor) -> Answer:
    """Its own contacts and their children, each with how it stands; staff finds the rest by the links."""
    part, first = numbered(visitor)
    contacts, more = looking.family(visitor.table, visitor.someone, first, ON_A_PAGE)
    found = portraits.cards(visitor.table, contacts, now=visitor.now)
    lines = [card for card in found if _says_something(visitor, card, alone=len(found) == 1)]
    cards = [(card, shown.memberships(visitor, card.contact.uid, card.work.memberships)) for card in lines]
    return visitor.show("home.html", cards=cards, groups=_groups(visitor), turn=part, more=more)


def _groups(visitor: Visitor) -> list[Group]:
    """The registers that the visitor keeps, one tap away."""
    return registers.own_groups(visitor.table, visitor.someone, most=MOST_GROUPS)


def numbered(visitor: Visitor, size: int = ON_A_PAGE) -> tuple[int, int]:
    """The part of the list that is asked for, and how many come before it; what is no number is the first."""
    asked = visitor.query.get("part", "")
    part = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 4 else 1
    return max(1, part), (max(1, part) - 1) * size


def _says_something(visitor: Visitor, card: Card, *, alone: bool) -> bool:
    """Who is here for others, and of whom nothing is recorded, is not told so."""
    work = card.work
    own = card.contact.uid in {one.uid for one in visitor.someone.contacts}
    return bool(work.achievements or work.memberships) or not own or (alone and visitor.role == "member")
