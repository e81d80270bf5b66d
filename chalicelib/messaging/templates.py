"""The packaged mail templates: which there are, and a letter's three parts rendered from one."""

from collections.abc import Callable, Mapping
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


def _plain(text: str, **values: Any) -> str:
    return text.format(**values)


def _counted(one: str, many: str, n: int, **values: Any) -> str:
    return _plain(one if n == 1 else many, n=n, **values)


# How templates say their texts where nobody speaks another language: as they are written.
ENGLISH: Mapping[str, Callable[..., str]] = {"_": _plain, "n_": _counted}


def render(template: str, said: dict[str, Any], speech: Mapping[str, Callable[..., str]] = ENGLISH) -> Parts:
    """The three parts. A word that the template uses and nobody said is an error, not a blank.

    `speech` says its texts in the reader's language.
    """
    from jinja2 import TemplateError

    if template not in names() | OWN:
        raise Unrenderable("not a registered template")
    environment = _environment()
    try:
        subject, text, html = (
            environment.get_template(f"email/{template}/{part}").render({**speech, **said}) for part in PARTS
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
