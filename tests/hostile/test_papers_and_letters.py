"""A tenant's and its people's words on papers, pages and in letters: they stay words (promises 4.3, 4.4, S8, S9)."""

import unicodedata
from collections import Counter
from typing import Any

import pytest

from chalicelib.domain.paper_words import BLOCKS
from sandbox.engines import SentMail
from tests.api.papers import text_of
from tests.api.routes import Furnished
from tests.documents.guards import watched
from tests.figures import tally
from tests.hostile.attacks import COMPUTED, KINDS
from tests.hostile.keeping import kept
from tests.hostile.watching import Watch, strange
from tests.messaging.letters import Elements

PAPERS = ("member/{member}/certificate/", "invoice/{invoice}/pdf/", "quote/{quote}/pdf/")
# What may stand before the colon of an address that a reader can click.
SCHEMES = ("https://", "http://", "mailto:", "#")
WORDINGS = sorted(BLOCKS)


class Office:
    """Says one text wherever a tenant may say one, and draws and sends all that shows it."""

    def __init__(self, rooms: Furnished, watch: Watch) -> None:
        self.watch, self.records, self.club = watch, rooms.records, rooms.club
        self.taken: Counter[bool] = Counter()

    def says(self, text: str) -> None:
        person, member = self.records["person"]["uid"], self.records["member"]["membership_type"]
        kind = member.strip("/").rpartition("/")[2]
        for path, fields in {
            "tenant/": ("name", "address", "tax_id"),
            f"person/{person}/": ("first_name", "last_name"),
            f"membership_type/{kind}/": ("name",),
        }.items():
            self._put(path, dict.fromkeys(fields, text[:64]))
        for block in WORDINGS[:3]:
            self._put(f"template/{self.records['template']['uid']}/", {"wording": {block: text[:100]}})
        lines = [{"description": text[:200], "unit_price": "1.00"}]
        for paper in ("invoice", "quote"):
            self._put(f"{paper}/{self.records[paper]['uid']}/", {"lines": lines, "reference": text[:50]})

    def _put(self, path: str, body: dict[str, Any]) -> None:
        """All at once; each alone where one of them is refused."""
        if self.watch.ask("PUT", path, body).status == 200:
            self.taken[True] += 1
        elif len(body) > 1:
            for field, value in body.items():
                self._put(path, {field: value})
        else:
            self.taken[False] += 1

    def warms_up(self) -> None:
        """The engine is loaded with the first paper, which takes its second."""
        assert self.club.ask("GET", f"template/{self.records['template']['uid']}/proof/").status == 200

    def draws(self) -> None:
        uids = {name: self.records[name]["uid"] for name in ("member", "invoice", "quote")}
        for path in PAPERS:
            self._paper(f"/api/v1/public/example/{path.format(**uids)}", role=None)
        self._paper(f"template/{self.records['template']['uid']}/proof/")
        page = self.watch.ask(
            "GET",
            f"/api/v1/public/example/verify/{uids['member']}/",
            role=None,
            headers={"Accept": "text/html"},
        )
        assert page.status == 200
        harmless(page.body.decode(), page=True)

    def _paper(self, path: str, **more: Any) -> None:
        reply = self.watch.ask("GET", path, **more)
        assert reply.status == 200, reply.body[:500]
        assert not [word for word in COMPUTED if word in text_of(reply.body)]

    def writes(self, text: str) -> None:
        """A badge of that name, finished by somebody of that name: whoever follows is told."""
        kind = {"name": text[:100], "steps": [text[:100]], "description": text}
        made = self.watch.ask("POST", "achievement_type/", kind)
        if made.status != 201:
            return
        mails, lines = len(self.club.mails()), len(self.watch.log.lines)
        with watched() as opened:
            self.club.finished(kind=made.json, contact=self.records["person"])
            self.club.house.settle()
        assert strange(opened) == []
        assert self.watch.log.lines[lines:] == []
        sent = self.club.house.mails()[mails:]
        assert sent, "nobody was told"
        for mail in sent:
            a_letter(mail)


def a_letter(mail: SentMail) -> None:
    said = (mail.subject, mail.text, mail.html)
    assert not [word for word in COMPUTED for part in said if word in part]
    # Neither another header nor another direction; joiners and tags, which emoji are made of, may stand.
    odd = [letter for letter in mail.subject if unicodedata.category(letter) in ("Cc", "Zl", "Zp")]
    assert odd == [], mail.subject
    assert not set(mail.subject) & set("\u202a\u202b\u202d\u202e\u2066\u2067"), mail.subject
    assert not [value for value in mail.headers.values() if "\n" in value or "\r" in value]
    harmless(mail.html)


def harmless(html: str, *, page: bool = False) -> None:
    """Nothing that runs, fetches or leads elsewhere was made of the words. A page has its styles and icon from us."""
    found, ours = Elements(html), (*SCHEMES, "/site/") if page else SCHEMES
    assert not found.tags.keys() & {"script", "iframe", "object", "embed", "base", "svg", "form"}
    assert found.tags["link"] == (3 if page else 0)
    assert not [name for name, _ in found.attributes if name.startswith("on")]
    addresses = [value or "" for name, value in found.attributes if name in ("href", "src", "action")]
    assert all(address.startswith(ours) for address in addresses), addresses
    assert not [address for address in addresses if "evil.example" in address]


@pytest.mark.prove
@pytest.mark.parametrize("kind", KINDS)
def test_what_a_tenant_says_stays_words_wherever_it_is_shown(
    rooms: Furnished, watch: Watch, kind: str
) -> None:
    office = Office(rooms, watch)

    office.warms_up()

    with kept(rooms.club):
        for text in KINDS[kind].values():
            office.says(text)
            office.draws()
            office.writes(text)
            tally("attacks drawn, shown and mailed as words", 1)

    assert office.taken[True] > office.taken[False], office.taken
    assert rooms.club.house.failures.sent == []
