"""Commands on mail templates: listed, shown with sample words, checked, sent to somebody as a test."""

from argparse import Namespace, _SubParsersAction
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chalicelib.actions import suppressing, tenants
from chalicelib.domain.refusals import Conflict, NotFound, Refusal
from chalicelib.domain.tenant import Tenant
from chalicelib.messaging import templates
from chalicelib.messaging.email import Letter, NoAnswer, NotTaken, Paused, Rejected, header
from chalicelib.messaging.templates import Parts, Unrenderable
from chalicelib.wiring import Wiring
from laurel import samples
from laurel.commands import Done, Row, Rows, of_tenant

LISTED = ("template", "subject")


class Undelivered(Refusal):
    """A test mail that was not sent, or may not have been."""


def register(nouns: "_SubParsersAction[Any]") -> None:
    what = "mail templates: list, show, check, send a test"
    verbs = nouns.add_parser("template", help=what)
    verbs = verbs.add_subparsers(required=True, metavar="VERB")
    parsers = {}
    for name, command, what in (
        ("list", list_templates, "all mail templates"),
        ("show", show_template, "a mail with sample words, as text"),
        ("check", check_templates, "whether each template can be rendered with sample words"),
        ("send", send_template, "send a mail with sample words to an address, as a test"),
    ):
        parsers[name] = verbs.add_parser(name, help=what)
        parsers[name].add_argument("--tenant", help="in whose name and looks", required=name == "send")
        parsers[name].set_defaults(command=command)
    for name in ("show", "send"):
        parsers[name].add_argument("template")
    parsers["show"].add_argument("--html", action="store_true", help="the HTML part instead of the text")
    parsers["check"].add_argument("template", nargs="*", help="only these")
    parsers["check"].add_argument("--out", type=Path, metavar="FOLDER", help="write the rendered parts there")
    parsers["send"].add_argument("--to", required=True, metavar="ADDRESS")


def list_templates(wired: Wiring, asked: Namespace) -> Rows:
    return Rows(LISTED, _listed(wired, _sender(wired, asked)))


def _listed(wired: Wiring, sender: Tenant) -> Iterator[Row]:
    for name in sorted(templates.names()):
        yield {"template": name, "subject": header(_rendered(wired, name, sender).subject)}


def show_template(wired: Wiring, asked: Namespace) -> Done:
    parts = _rendered(wired, asked.template, _sender(wired, asked))
    subject = header(parts.subject)
    said = {"template": asked.template, "subject": subject, "text": parts.text, "html": parts.html}
    return Done(parts.html if asked.html else f"Subject: {subject}\n\n{parts.text}", said)


def check_templates(wired: Wiring, asked: Namespace) -> Done:
    """Fails where one of them cannot be rendered."""
    sender, names = _sender(wired, asked), asked.template or sorted(templates.names())
    faults: dict[str, str] = {}
    for name in names:
        try:
            parts = _rendered(wired, name, sender)
        except Conflict as broken:
            faults[name] = broken.detail
            continue
        if asked.out:
            _written(asked.out, name, parts)
    lines = [f"{len(names)} templates: {f'{len(faults)} faults' if faults else 'all can be rendered'}"]
    said = {"templates": len(names), "faults": faults}
    return Done("\n".join([*lines, *faults.values()]), said, status=1 if faults else 0)


def send_template(wired: Wiring, asked: Namespace) -> Done:
    sender = _sender(wired, asked)
    parts = _rendered(wired, asked.template, sender)
    if suppressing.is_suppressed(wired.table.of(sender.slug), asked.to):
        raise Undelivered("This address is suppressed: nothing is sent to it.")
    letter = Letter(
        to=asked.to,
        subject=f"[test] {parts.subject}",
        text=parts.text,
        html=parts.html,
        sender_name=sender.name,
        reply_to=sender.reply_to,
        tags={"tenant": sender.slug, "template": asked.template},
    )
    try:
        message_id = wired.mailer.send(letter)
    except (NotTaken, Paused, Rejected) as error:
        raise Undelivered(f"SES did not take it: {error}.") from error
    except NoAnswer as error:
        raise Undelivered(f"SES gave no answer: it may have been sent ({error}).") from error
    said = {"template": asked.template, "to": asked.to, "message_id": message_id}
    return Done(f"SES took {asked.template} for {asked.to} as {message_id}.", said)


def _sender(wired: Wiring, asked: Namespace) -> Tenant:
    return tenants.get(of_tenant(wired, asked)) if asked.tenant else samples.tenant(at=wired.clock())


def _rendered(wired: Wiring, name: str, sender: Tenant) -> Parts:
    if name not in templates.names():
        raise NotFound(f"There is no mail template {name}.")
    try:
        return samples.letter(name, sender, at=wired.clock())
    except Unrenderable as error:
        raise Conflict(f"{name}: {error}") from error


def _written(folder: Path, name: str, parts: Parts) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_text(f"Subject: {header(parts.subject)}\n\n{parts.text}", encoding="utf-8")
    (folder / f"{name}.html").write_text(parts.html, encoding="utf-8")
