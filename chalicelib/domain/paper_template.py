"""A registered paper template as it is kept: settings of a paper's design, the logo beside it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .papers import PaperDesign, register


@dataclass(kw_only=True)
class PaperTemplate:
    """`logo` is the digest of a file that is kept apart; `origin` tells the request that registered it."""

    uid: str
    name: str
    layout: str
    wording: dict[str, str]
    colours: dict[str, str]
    options: dict[str, Any]
    origin: str
    created: datetime
    last_updated: datetime
    logo: str | None = None
    version: int = 0

    def design(self, logo: bytes | None) -> PaperDesign:
        return register(settings_of(self) | {"logo": logo})


def template_uid(name: str) -> str:
    """A template's uid follows from its name, so that no two have the same and either finds it."""
    return hashlib.sha256(f"paper template|{name}".encode()).hexdigest()[:24]


def logo_digest(logo: bytes | None) -> str | None:
    return None if logo is None else hashlib.sha256(logo).hexdigest()[:32]


def kept(design: PaperDesign, *, origin: str, at: datetime) -> PaperTemplate:
    """A new record of a design that was checked."""
    return PaperTemplate(
        uid=template_uid(design.name), origin=origin, created=at, last_updated=at, **fields_of(design)
    )


def fields_of(design: PaperDesign) -> dict[str, Any]:
    """The design as a record has it."""
    return {
        "name": design.name,
        "layout": design.layout.value,
        "wording": dict(design.wording),
        "colours": design.colours.model_dump(),
        "options": design.options.model_dump(),
        "logo": logo_digest(design.logo),
    }


def settings_of(template: PaperTemplate) -> dict[str, Any]:
    """What was registered, but for the logo."""
    return {name: getattr(template, name) for name in ("name", "layout", "wording", "colours", "options")}
