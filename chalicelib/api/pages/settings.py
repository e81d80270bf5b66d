"""The tenant's settings as its office sees them: name, looks, language, and the logo."""

from typing import Annotated, Any, Literal

from pydantic import StringConstraints

from ...actions import logos, tenants
from ...documents import pages, zones
from ...domain.looks import DARK, LIGHT, look
from ...domain.refusals import Invalid
from ...domain.tenant import check_timezone
from ...domain.tenant_logo import logo
from ..blueprint import ADMIN, validated
from ..call import Answer
from ..wire import Colour, Email, HttpsUrl, Locale, Text64, Text200
from .forms import Form
from .room import Pages
from .visitor import Visitor

face = Pages()
Said = Annotated[str, StringConstraints(max_length=2_000)]
FIELDS = ("name", "colour", "accent", "locale", "timezone", "website", "reply_to")
# What may be nothing at all.
CLEARED = frozenset({"website", "reply_to"})
# What is told of a field that cannot be taken.
FAULTS = {
    "name": "Give a name of at most 200 characters.",
    "colour": "Choose a colour.",
    "accent": "Choose a colour.",
    "locale": "Choose a language.",
    "timezone": "Choose a time zone.",
    "website": "Give an address that begins with https://, or nothing.",
    "reply_to": "Give an e-mail address, or nothing.",
    "logo": "Choose a PNG or an SVG of at most 256 KB, not interlaced, without texts and pictures in it.",
}
DONE = {"saved": "Saved.", "logo": "The new logo is shown from now on.", "bare": "The logo was taken away."}


class SettingsForm(Form):
    """`do`: keep it, or only look at it."""

    do: Literal["save", "try"] = "save"
    name: Said = ""
    colour: Said = ""
    accent: Said = ""
    locale: Said = ""
    timezone: Said = ""
    website: Said = ""
    reply_to: Said = ""


class Wanted(Form):
    """What the settings may be."""

    name: Text200
    colour: Colour
    accent: Colour
    locale: Locale
    timezone: Text64
    website: HttpsUrl | None
    reply_to: Email | None


class LogoForm(Form):
    logo: bytes = b""


@face.page("/settings", who=ADMIN, summary="The tenant's settings.", query={"done": "What was just done."})
def settings(visitor: Visitor) -> Answer:
    done = DONE.get(visitor.query.get("done", ""), "")
    return _shown(visitor, _kept(visitor), done=done)


@face.form("/settings", who=ADMIN, summary="Change them, or see how they would look.", takes=SettingsForm)
def change(visitor: Visitor) -> Answer:
    form: SettingsForm = visitor.form
    said = {name: getattr(form, name) for name in FIELDS}
    said |= {name: said[name].lower() for name in ("colour", "accent")}
    changes: dict[str, Any] = {name: said[name] or None if name in CLEARED else said[name] for name in FIELDS}
    try:
        validated(Wanted, changes)
        check_timezone(changes["timezone"])
    except Invalid as refused:
        return _shown(visitor, said, faults=_told(refused))
    if form.do == "try":
        return _shown(visitor, said, tried=True)
    tenants.change(visitor.table, changes, at=visitor.now)
    return visitor.goto("settings", done="saved")


@face.form("/settings/logo", who=ADMIN, summary="Upload a logo.", takes=LogoForm)
def set_logo(visitor: Visitor) -> Answer:
    try:
        clean = logo(visitor.form.logo)
    except Invalid as refused:
        return _shown(visitor, _kept(visitor), faults=_told(refused))
    logos.keep(visitor.table, clean, at=visitor.now)
    return visitor.goto("settings", done="logo")


@face.form("/settings/logo/remove", who=ADMIN, summary="Take the logo away.")
def remove_logo(visitor: Visitor) -> Answer:
    logos.remove(visitor.table, at=visitor.now)
    return visitor.goto("settings", done="bare")


def _kept(visitor: Visitor) -> dict[str, Any]:
    return {name: getattr(visitor.tenant, name) or "" for name in FIELDS}


def _told(refused: Invalid) -> dict[str, str]:
    return {name: FAULTS[name] for name in refused.fields if name in FAULTS}


def _shown(
    visitor: Visitor,
    said: dict[str, Any],
    *,
    faults: dict[str, str] | None = None,
    tried: bool = False,
    done: str = "",
) -> Answer:
    """The form as it was sent; what is tried is seen on the whole page, and kept nowhere."""
    other = {"look": _tried(visitor, said)} if tried else {}
    return visitor.show(
        "settings.html",
        status=422 if faults else 200,
        said=said,
        faults=faults or {},
        tried=tried,
        done=done,
        languages=_languages(visitor),
        zones=zones.offered(said["timezone"]),
        looks=[] if faults else [look(scheme, said["colour"], said["accent"]) for scheme in (LIGHT, DARK)],
        **other,
    )


def _tried(visitor: Visitor, said: dict[str, Any]) -> str:
    return visitor.path("look.css", colour=said["colour"], accent=said["accent"])


def _languages(visitor: Visitor) -> dict[str, str]:
    """Each that there are pages in, by its own name, and whatever else the tenant has chosen."""
    named = {spoken: pages.Reader(spoken, "UTC").say("English") for spoken in sorted(pages.languages())}
    return {visitor.tenant.locale: visitor.tenant.locale} | named
