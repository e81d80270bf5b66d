"""How a tenant's papers look: registered settings (layout, wording, colours, logo), never code."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from chalicelib.domain.colours import COMFORTABLE, READABLE, contrast, is_colour
from chalicelib.domain.logos import fault_in_logo
from chalicelib.domain.paper_words import BLOCKS, Family, PaperKind
from chalicelib.domain.refusals import Invalid, NotFound
from chalicelib.domain.wording import fault_in

NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,79}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")


class Layout(StrEnum):
    LANDSCAPE = "certificate-landscape"
    PORTRAIT = "certificate-portrait"
    INVOICE = "invoice"

    @property
    def family(self) -> Family:
        return "invoice" if self is Layout.INVOICE else "certificate"


def _colour(value: str) -> str:
    if not is_colour(value):
        raise ValueError("A colour is written #rrggbb.")
    return value.lower()


def _logo(value: bytes | None) -> bytes | None:
    if value is not None and (fault := fault_in_logo(value)):
        raise ValueError(fault)
    return value


def _template_name(value: str) -> str:
    if not NAME.fullmatch(value):
        raise ValueError("2 to 80 of a-z, 0-9 and hyphen.")
    return value


def _language(value: str) -> str:
    if not LANGUAGE.fullmatch(value):
        raise ValueError("A language tag such as en, de or pt-BR.")
    return value


Colour = Annotated[str, AfterValidator(_colour)]


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Colours(Strict):
    """`ornament` only decorates (rules, seal); the others carry text and must be readable on `paper`."""

    ink: Colour = "#22282b"
    accent: Colour = "#1f4d3d"
    ornament: Colour = "#b2904a"
    paper: Colour = "#fffdf8"

    @model_validator(mode="after")
    def readable(self) -> "Colours":
        for name, colour, least in (("ink", self.ink, COMFORTABLE), ("accent", self.accent, READABLE)):
            if contrast(colour, self.paper) < least:
                raise ValueError(f"{name} cannot be read on paper: contrast must be {least} or more.")
        return self


class Options(Strict):
    language: Annotated[str, AfterValidator(_language)] = "en"
    dates: Literal["long", "iso", "day-first", "month-first"] = "long"
    numbers: Literal["1,234.50", "1.234,50", "1 234,50"] = "1,234.50"
    border: Literal["double", "single", "none"] = "double"
    seal: bool = True
    qr: bool = True


class PaperDesign(Strict):
    """`wording` holds only what the tenant changed; the rest are the defaults of `paper_words`."""

    name: Annotated[str, AfterValidator(_template_name)]
    layout: Annotated[Layout, Field(strict=False)]
    wording: dict[str, str] = Field(default_factory=dict)
    colours: Colours = Field(default_factory=Colours)
    logo: Annotated[bytes | None, AfterValidator(_logo)] = Field(default=None, repr=False)
    options: Options = Field(default_factory=Options)

    def words(self, block: str) -> str:
        return self.wording.get(block, BLOCKS[self.layout.family][block].default)


def register(raw: Mapping[str, object]) -> PaperDesign:
    """A tenant's settings, checked to the last word; what passes renders. Faults by field in `Invalid`."""
    try:
        design = PaperDesign.model_validate(dict(raw))
    except ValidationError as error:
        raise Invalid("The template has faults.", _by_field(error)) from error
    faults = _faults_in_wording(design)
    if faults:
        raise Invalid("The template has faults.", faults)
    return design


def find_design(kind: PaperKind, name: str | None, registered: Mapping[str, PaperDesign]) -> PaperDesign:
    """The tenant's own template of that name, else the house's; one of another family is unknown too."""
    wanted = DEFAULT_NAME[kind.family] if name is None else name
    design = registered.get(wanted) or DEFAULTS.get(wanted)
    if design is None or design.layout.family != kind.family:
        raise NotFound("Unknown template.")
    return design


def in_accent(design: PaperDesign, accent: str) -> PaperDesign:
    """The design in a tenant's colour, where that can be read on its paper."""
    if contrast(accent, design.colours.paper) < READABLE:
        return design
    colours = design.colours.model_copy(update={"accent": accent})
    return design.model_copy(update={"colours": colours})


def _faults_in_wording(design: PaperDesign) -> dict[str, str]:
    blocks = BLOCKS[design.layout.family]
    faults: dict[str, str] = {}
    for name, text in design.wording.items():
        block = blocks.get(name)
        if block is None:
            faults[f"wording.{name[:40]}"] = "No such wording block."
        elif block.required and not text.strip():
            faults[f"wording.{name}"] = "May not be empty."
        elif fault := fault_in(text, block.placeholders, block.limit):
            faults[f"wording.{name}"] = fault
    return faults


def _by_field(error: ValidationError) -> dict[str, str]:
    return {
        ".".join(str(part)[:40] for part in fault["loc"]): fault["msg"].removeprefix("Value error, ")
        for fault in error.errors(include_url=False, include_context=False, include_input=False)
    }


DEFAULT_NAME: Mapping[Family, str] = {
    "certificate": "sheep-membership-certificate-a4",
    "invoice": "sheep-invoice-a4",
}
DEFAULTS: Mapping[str, PaperDesign] = {
    design.name: design
    for design in (
        PaperDesign(name="sheep-membership-certificate-a4", layout=Layout.LANDSCAPE),
        PaperDesign(name="sheep-membership-certificate-a4-portrait", layout=Layout.PORTRAIT),
        PaperDesign(name="sheep-invoice-a4", layout=Layout.INVOICE, colours=Colours(paper="#ffffff")),
    )
}
