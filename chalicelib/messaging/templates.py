"""The packaged mail templates: which there are, and a letter's three parts rendered from one."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..domain.sign_in import SIGN_IN

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

# The repository and the Lambda package both have templates/ beside chalicelib/.
TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"
# How one signs in is told to who asks, and follows from no event.
OWN = frozenset({SIGN_IN})
PARTS = ("subject.txt", "body.txt", "body.html")


class Unrenderable(Exception):
    """The template and what was said do not fit."""


@dataclass(frozen=True)
class Parts:
    subject: str
    text: str
    html: str


@cache
def names() -> frozenset[str]:
    """The registered mail templates, which events may lead to: those that have all three parts."""
    folders = (TEMPLATES / "email").iterdir()
    return frozenset(f.name for f in folders if all((f / part).is_file() for part in PARTS)) - OWN


def render(template: str, said: dict[str, Any]) -> Parts:
    """The three parts. A word that the template uses and nobody said is an error, not a blank."""
    from jinja2 import TemplateError

    if template not in names() | OWN:
        raise Unrenderable("not a registered template")
    environment = _environment()
    try:
        subject, text, html = (
            environment.get_template(f"email/{template}/{part}").render(said) for part in PARTS
        )
    except TemplateError as error:
        raise Unrenderable(f"{type(error).__name__}: {error}") from error
    return Parts(subject.strip(), text, html)


@cache
def _environment() -> "SandboxedEnvironment":
    """Jinja is imported on first use: only what sends mail pays for it."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=lambda name: name is not None and name.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
