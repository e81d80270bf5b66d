"""The flows of the social stream: posting, numbering, high fives, and what follows a change of privacy."""

from tests.faults import acts, social
from tests.faults.flow import Flow, Request, deliver, tick

HIGH_FIVE = "/gamification/stream/{event_id}/high-five"
ONE = "/gamification/stream/1/high-five"
POST, NUMBER, SEEN = "stream: post and number", "stream: number many posts", "stream: opt out"

FLOWS: tuple[Flow, ...] = (
    Flow(POST, social.to_post, deliver),
    Flow(NUMBER, social.waiting_posts, deliver, ("stream FP",)),
    Flow(
        "sweep: number what the stream lost",
        social.then(social.to_post, acts.followed, acts.stream_lost),
        tick,
        ("sweep FP",),
        like=POST,
    ),
    Flow(
        "high five",
        social.an_entry,
        Request("PUT", ONE, 204, role="member").act,
        (f"PUT {HIGH_FIVE}",),
    ),
    Flow(
        "take a high five back",
        social.then(social.an_entry, social.a_high_five),
        Request("DELETE", ONE, 204, role="member").act,
        (f"DELETE {HIGH_FIVE}",),
    ),
    Flow(SEEN, social.opted_out, deliver, ("reaction profile_changed: again",)),
    Flow("stream: a contact is removed", social.removed, deliver, ("reaction contact_removed: again",), SEEN),
    Flow("sweep: a contact comes of age", social.a_birthday, tick, ("sweep C",)),
    Flow("sweep: a new way of hiding", social.a_new_policy, tick, ("sweep PV",)),
)
