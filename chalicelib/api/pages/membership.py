"""Pages of one membership: all of it, and what became true of it with the mails that followed."""

from urllib.parse import urlsplit

from ...actions import dossiers
from ...domain import mail_words
from ...domain.renewal import opens_on
from ...domain.situation import against_activating, against_cancelling, against_renewing
from ..blueprint import ADMIN
from ..call import Answer
from ..sheep.collection import a_uid
from .office import show
from .room import Pages
from .visitor import Visitor

face = Pages()
DONE = {
    "activated": "It is active now.",
    "renewed": "It is renewed. This is the next period.",
    "cancelled": "It is cancelled.",
    "leaving": "It will be cancelled on that day.",
}
VERBS = {"activate": "Activate", "renew": "Renew", "cancel": "Cancel membership"}
PAID = {"scheduled": "not due yet", "due": "due", "paid": "paid"}
BILLED = {"open": "open", "paid": "paid", "void": "void"}


@face.page(
    "/membership/{uid}",
    who=ADMIN,
    summary="A membership: its people, its periods, its payments and papers.",
    query={"done": f"What was just done: {', '.join(DONE)}."},
)
def membership(visitor: Visitor, uid: str) -> Answer:
    dossier = dossiers.open_dossier(visitor.table, a_uid(uid, "membership"))
    own, now = dossier.kept.membership, visitor.now
    return show(
        visitor,
        "membership.html",
        dossier=dossier,
        opens=opens_on(own),
        acts={
            "activate": against_activating(own, now),
            "renew": against_renewing(own, now),
            "cancel": against_cancelling(own, now),
        },
        done=DONE.get(visitor.query.get("done", "")),
        verbs=VERBS,
        paid=PAID,
        billed=BILLED,
        most=dossiers.MOST_MONEY,
        public=public(visitor),
    )


@face.page(
    "/membership/{uid}/story", who=ADMIN, summary="What became true of a membership, and the mails of it."
)
def story(visitor: Visitor, uid: str) -> Answer:
    kept, episodes = dossiers.story(visitor.table, a_uid(uid, "membership"))
    return show(visitor, "membership_story.html", kept=kept, episodes=episodes, words=mail_words)


def public(visitor: Visitor) -> str:
    """Under which address the tenant's papers are: who has a link's id may see the paper."""
    stage = urlsplit(visitor.wired.settings.base_url).path.rstrip("/")
    return f"{stage}/api/v1/public/{visitor.tenant.slug}"
