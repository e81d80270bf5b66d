"""The sandbox's pages show what there is, run nothing, and work as plain HTML."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from html.parser import HTMLParser

from sandbox.clock import parse_advance
from sandbox.meter import Usage
from sandbox.page import MOST_MAILS, STEPS, PageState, render, render_mail
from sandbox.ses import SentMail

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
MAIL = SentMail(
    message_id="0001-sandbox",
    sent_at=NOON,
    sender="Club <laurel@example.org>",
    to=("paula@example.org",),
    subject="Ada has completed Badge 3",
    text="Hello Paula,\n\nGood news!",
    html='<!doctype html><p class="x">Good & new</p>',
    tags={"template": "achievement_completed", "tenant": "example"},
)
STATE = PageState(
    now=NOON,
    frozen=True,
    engine="in-process",
    version="1.2.3",
    url="http://127.0.0.1:8000",
    tenant="example",
    keys={"admin": "lrl_admin", "coach": "lrl_coach", "member": "lrl_member"},
    mails=[MAIL],
    usage=[("PUT finish", Usage(runs=2, rru=1.5, wru=1234)), ("sweep", Usage(runs=1, rru=0.5))],
    examples=[("The people", "curl -H 'X-API-KEY: lrl_admin' 'http://127.0.0.1:8000/x?a=1&b=2'")],
)
HOSTILE = '"><script>alert(1)</script><img src=x onerror=1>'


class Page(HTMLParser):
    """The elements of a page and what they say."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.said.append(data.strip())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def test_it_says_what_runs_and_shows_each_key_and_line_to_paste_whole() -> None:
    page = Page(render(STATE))

    assert "Version 1.2.3 on the in-process engine, tenant" in page.said
    assert {"lrl_admin", "lrl_coach", "lrl_member", STATE.examples[0][1]} <= set(page.said)
    assert "/openapi.json" in [link["href"] for link in page.all("a")]


def test_the_clock_shows_its_time_in_utc_and_whether_it_stands_still() -> None:
    still = render(STATE)
    berlin = NOON.astimezone(timezone(timedelta(hours=1)))
    running = render(replace(STATE, frozen=False, now=berlin + timedelta(seconds=7)))

    assert "12:00:00" in still and "Saturday, 21 November 2026" in still and "stands still" in still
    assert "12:00:07" in running and "stands still" not in running


def test_each_button_posts_a_duration_that_the_clock_takes() -> None:
    page = Page(render(STATE))
    moved = [parse_advance(advance, NOON) for _, advance in STEPS]

    assert {form["action"] for form in page.all("form")} == {"/sandbox/clock", "/sandbox/settle"}
    assert {form["method"] for form in page.all("form")} == {"post"}
    assert [button["value"] for button in page.all("button") if button.get("name") == "advance"] == [
        advance for _, advance in STEPS
    ]
    assert moved == [
        NOON + timedelta(hours=1),
        NOON + timedelta(days=1),
        NOON + timedelta(days=14),
        NOON.replace(month=12),
        NOON.replace(year=2027),
    ]


def test_the_mail_box_lists_the_newest_first_and_cuts_a_long_history() -> None:
    mails = [replace(MAIL, message_id=f"m{number}") for number in range(MOST_MAILS + 5)]

    page = Page(render(replace(STATE, mails=mails)))
    links = [str(link["href"]) for link in page.all("a") if "/sandbox/emails/" in str(link["href"])]

    assert links[0] == f"/sandbox/emails/m{MOST_MAILS + 4}"
    assert len(links) == MOST_MAILS
    assert any(f"The latest {MOST_MAILS} of {MOST_MAILS + 5}" in said for said in page.said)
    assert {"2026-11-21 12:00:00", "paula@example.org", MAIL.subject, "achievement_completed"} <= set(
        page.said
    )


def test_an_empty_sandbox_says_so() -> None:
    page = render(replace(STATE, mails=[], usage=[], examples=[]))

    assert "Nothing yet." in page and "Nothing has been asked" in page
    assert "<table" not in page


def test_usage_is_listed_by_operation_and_added_up() -> None:
    used = Usage(runs=2, rru=1.5, wru=1234)
    used.by_call.update(GetItem=1, TransactWriteItems=1)

    said = Page(render(replace(STATE, usage=[("PUT finish", used), ("sweep", Usage(1, 0.5))]))).said

    row, foot = said.index("PUT finish"), said.index("Together")
    assert said[row : row + 5] == ["PUT finish", "2", "2", "1.5", "1,234"]
    assert said[foot : foot + 5] == ["Together", "3", "2", "2", "1,234"]


def test_the_page_of_a_mail_frames_it_where_nothing_can_run() -> None:
    page = Page(render_mail(MAIL))

    (frame,) = page.all("iframe")

    assert frame["srcdoc"] == MAIL.html
    assert not {"allow-scripts", "allow-same-origin", "allow-forms", "allow-top-navigation"} & set(
        str(frame["sandbox"]).split()
    )
    assert MAIL.text in page.said and "paula@example.org" in page.said


def test_a_mail_without_html_is_shown_all_the_same() -> None:
    page = Page(render_mail(replace(MAIL, html="", tags={})))

    assert page.all("iframe") == []
    assert MAIL.text in page.said


def test_what_people_wrote_cannot_become_markup() -> None:
    mail = replace(
        MAIL, message_id=HOSTILE, subject=HOSTILE, text=HOSTILE, html=HOSTILE, tags={"template": HOSTILE}
    )
    state = replace(
        STATE, mails=[mail], usage=[(HOSTILE, Usage())], examples=[(HOSTILE, HOSTILE)], tenant=HOSTILE
    )

    for page in (Page(render(state)), Page(render_mail(mail))):
        assert page.all("script") == page.all("img") == []
        assert HOSTILE in page.said


def test_no_page_fetches_anything_from_elsewhere() -> None:
    for page in (Page(render(STATE)), Page(render_mail(replace(MAIL, html="")))):
        fetched = [
            e.get("src") or e.get("href") for tag, e in page.elements if tag in {"link", "img", "script"}
        ]
        policies = [
            e["content"] for e in page.all("meta") if e.get("http-equiv") == "Content-Security-Policy"
        ]

        assert [str(url)[:5] for url in fetched] == ["data:"]
        assert len(policies) == 1 and str(policies[0]).startswith("default-src 'none';")
