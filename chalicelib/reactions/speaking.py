"""In whose language a mail is written: its reader's or its tenant's, where it has words in that one."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from ..documents.pages import Reader, language
from ..domain.mail import Mail
from ..domain.sign_in import SIGN_IN
from ..domain.tenant import Tenant

# The mails that belong to pages; all others are English still.
TRANSLATED = frozenset({SIGN_IN, "achievement_completed", "achievement_reopened"})


def reader(mail: Mail, tenant: Tenant) -> Reader:
    """Days are those of the tenant's wall: that is where things happen."""
    wished = (_own(mail), tenant.locale) if mail.template in TRANSLATED else ()
    return Reader(language(*wished), tenant.timezone)


def speech(spoken: Reader) -> Mapping[str, Callable[..., str]]:
    """What templates say their texts with."""
    return {"_": spoken.say, "n_": spoken.count}


def tag(mail: Mail, tenant: Tenant) -> str:
    """The language as HTML marks it (BCP 47): as the reader or the tenant says it, where it is that one."""
    spoken = reader(mail, tenant).language
    locales = (one.replace("_", "-") for one in (_own(mail), tenant.locale) if one)
    return next((one for one in locales if one.partition("-")[0].lower() == spoken), spoken)


def day(spoken: Reader, value: str) -> str:
    """An ISO 8601 day or moment as people read it; what is a day already is the same everywhere."""
    return spoken.day(datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value))


def _own(mail: Mail) -> str | None:
    found = mail.said.get("recipient", {}).get("locale")
    return found if isinstance(found, str) else None
