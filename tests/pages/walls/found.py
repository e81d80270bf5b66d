"""The forms of a page as a browser would send them, and the shape of the page itself."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

Pairs = list[tuple[str, str]]


@dataclass
class Form:
    """Where it goes to, and what it would send by its first button, with everything chosen that may be."""

    path: str
    method: str
    pairs: Pairs = field(default_factory=list)

    def sent(self, fill: dict[str, str]) -> Pairs:
        """`fill` gives, by the field's name, what stands empty."""
        return [(name, value or fill.get(name, "")) for name, value in self.pairs]


@dataclass
class Control:
    """A field or a button; `form` is the id that it names, or the place of the form that it stands in."""

    form: str | int | None
    kind: str
    name: str
    value: str
    to: str = ""


class Seen(HTMLParser):
    """`shape`: how often each element stands with which attributes; `links`: every address it names."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.shape: Counter[tuple[str, ...]] = Counter()
        self.links: list[str] = []
        self.text = source
        self._forms: list[tuple[str, Form]] = []
        self._controls: list[Control] = []
        self._inside: int | None = None
        self._text = False
        self.feed(source)
        self.close()

    @property
    def forms(self) -> list[Form]:
        """Each with its controls; a button that leads elsewhere makes one more."""
        found = []
        for place, (name, form) in enumerate(self._forms):
            own = [one for one in self._controls if one.form in (place, name or place)]
            fields = [(one.name, one.value) for one in own if one.kind != "button"]
            buttons = [one for one in own if one.kind == "button"] or [Control(place, "button", "", "")]
            for path in dict.fromkeys(one.to or form.path for one in buttons):
                first = next(one for one in buttons if (one.to or form.path) == path)
                pressed = [(first.name, first.value)] if first.name else []
                found.append(Form(path, form.method, [*fields, *pressed]))
        return found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.shape[(tag, *sorted(given))] += 1
        self.links += [given[name] for name in ("href", "src", "action", "formaction") if name in given]
        match tag:
            case "form":
                self._inside = len(self._forms)
                form = Form(urlsplit(given.get("action", "")).path, given.get("method", "get").lower())
                self._forms.append((given.get("id", ""), form))
            case "input" | "button" | "select" | "textarea":
                self._control(tag, given)
            case "option":
                self._option(given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = None
        elif tag in ("textarea", "option"):
            self._text = False

    def handle_data(self, data: str) -> None:
        if self._text:
            self._controls[-1].value += data.removeprefix("\n")

    def _control(self, tag: str, given: dict[str, str]) -> None:
        kind, name, value = given.get("type", tag), given.get("name", ""), given.get("value", "")
        whose = given.get("form") or self._inside
        if tag == "button" or kind == "submit":
            self._controls.append(
                Control(whose, "button", name, value, urlsplit(given.get("formaction", "")).path)
            )
        elif name and not (
            kind == "radio" and any((one.form, one.name) == (whose, name) for one in self._controls)
        ):
            value = value or ("on" if kind == "checkbox" else "")
            self._controls.append(Control(whose, tag, name, value))
            self._text = tag == "textarea"

    def _option(self, given: dict[str, str]) -> None:
        """The first that says something, or the one that is chosen."""
        last = self._controls[-1] if self._controls else None
        if last and last.kind == "select" and ("selected" in given or not last.value):
            last.value = given.get("value", "")
            self._text = "value" not in given
