"""The mail that brings a link to sign in with, as it is when it goes out."""

from chalicelib.domain.mail import Mail
from chalicelib.domain.sign_in import SIGN_IN
from chalicelib.domain.tenant import Tenant
from tests.messaging.letters import EVENING, TENANT


def signing_in(tenant: Tenant = TENANT) -> Mail:
    enter = f"https://laurel.example.org/site/{tenant.slug}/enter"
    return Mail(
        uid="a" * 24,
        event="",
        event_name=SIGN_IN,
        template=SIGN_IN,
        created=EVENING,
        last_updated=EVENING,
        said={"enter": enter, "then": "", "recipient": {"name": "Paula Berger", "reason": "self"}},
        contact="g",
        to="paula@example.org",
    )
