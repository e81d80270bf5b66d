"""The letters of memberships and payments: each right in its own words, with the links that belong to it."""

from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.domain.moments import AHEAD, BEHIND, DAYS_AFTER, DAYS_BEFORE
from chalicelib.domain.triggers import MEMBERSHIP_EVENTS
from tests.messaging.letters import GUARDIAN, SELF, TENANT, TOLD, Elements, letter, said
from tests.secretary import Secretary

IN_WORDS = {
    "6wk": "in six weeks",
    "4wk": "in four weeks",
    "3wk": "in three weeks",
    "2wk": "in two weeks",
    "1wk": "in one week",
    "soon": "tomorrow",
}
AGO = {
    "1d": "lapsed yesterday",
    "1wk": "lapsed one week ago",
    "2wk": "lapsed two weeks ago",
    "4wk": "lapsed four weeks ago",
    "90d": "lapsed 90 days ago",
}


def text_of(template: str, reader: dict[str, str] = SELF, **fields: Any) -> str:
    """The text part, read without its line breaks."""
    return " ".join(letter(template, reader, **fields).text.split())


def links_of(template: str, **fields: Any) -> list[str]:
    """What the letter links to besides the tenant's pages, the same in both parts."""
    parts = letter(template, **fields)
    links = Elements(parts.html).links
    assert [line for line in parts.text.splitlines() if line.startswith("https://")] == links
    papers = [str(link) for link in links if "/site/" not in str(link)]
    return [link.removesuffix("/").rpartition("/")[2] for link in papers]


@pytest.mark.parametrize("template", sorted(AHEAD))
def test_a_reminder_says_in_all_parts_how_far_ahead_the_end_is(template: str) -> None:
    name = template.partition("_")[2]

    parts = letter(template, SELF)
    days = (date.fromisoformat(said(template)["end"]) - TOLD[template]().occurred_at.date()).days

    assert days == DAYS_BEFORE[name]
    assert parts.subject.endswith(IN_WORDS[name])
    assert all(IN_WORDS[name] in " ".join(part.split()) for part in (parts.text, Elements(parts.html).text))
    assert not [other for other in IN_WORDS.values() if other != IN_WORDS[name] and other in parts.text]
    assert "until 2 January 2027" in text_of(template)


@pytest.mark.parametrize("template", sorted(BEHIND))
def test_a_lapse_is_told_with_the_time_that_has_passed_since(template: str) -> None:
    name = template.partition("_")[2]

    parts = letter(template, SELF)
    lapsed = TOLD[template]().occurred_at - timedelta(days=DAYS_AFTER[name])

    assert lapsed.date() == date(2027, 2, 1)
    assert parts.subject.endswith(AGO[name]) and AGO[name] in " ".join(parts.text.split())
    assert "it ran until 2 January 2027, with days of grace until 1 February 2027" in text_of(template)


def test_every_letter_of_a_family_has_words_of_its_own() -> None:
    texts = {template: letter(template, SELF) for template in MEMBERSHIP_EVENTS}

    assert len({parts.subject for parts in texts.values()}) == len(texts)
    assert len({parts.text for parts in texts.values()}) == len(texts)


@pytest.mark.parametrize("name", DAYS_BEFORE)
def test_what_expires_must_be_renewed_and_what_renews_asks_for_nothing(name: str) -> None:
    expiring, renewing = text_of(f"expiring_{name}"), text_of(f"renewing_{name}")

    assert "It does not renew by itself." in expiring and "please have it renewed" in expiring
    assert "it renews by itself: there is nothing that you need to do" in renewing
    assert "please have it renewed" not in renewing


def test_grace_is_told_where_there_is_any_and_only_there() -> None:
    with_grace = text_of("expiring_2wk", grace_days=30)
    without = text_of("expiring_2wk", grace_days=0)

    assert "the membership stays active until 1 February 2027" in with_grace
    assert "Grace until: 1 February 2027" in with_grace
    assert "grace" not in without.lower()
    assert "On that day it lapses; after that only a new membership can begin." in without


def test_a_lapse_without_grace_does_not_speak_of_any() -> None:
    text = text_of("lapsed", grace_days=0)

    assert "it ran until 2 January 2027, and was not renewed" in text
    assert "grace" not in text.lower()


def test_a_renewal_is_confirmed_with_its_new_period_and_its_papers() -> None:
    text = text_of("renewal_confirmation")

    assert "the new period runs from 2 January 2027 until 2 January 2028" in text
    assert links_of("renewal_confirmation") == ["invoice", "certificate"]


def test_a_renewal_that_costs_nothing_has_no_invoice_to_link() -> None:
    assert links_of("renewal_confirmation", price=None) == ["certificate"]
    assert "invoice" not in text_of("renewal_confirmation", price=None)


@pytest.mark.parametrize("template", sorted(MEMBERSHIP_EVENTS))
def test_a_paper_is_linked_where_it_is_new_and_nowhere_else(template: str) -> None:
    linked = {
        "new_membership": ["certificate"],
        "renewed_membership": ["certificate"],
        "renewal_confirmation": ["invoice", "certificate"],
    }

    assert links_of(template) == linked.get(template, [])


@pytest.mark.parametrize("template", ["new_membership", "renewal_confirmation"])
def test_who_will_be_renewed_by_itself_is_told_from_the_first_day(template: str) -> None:
    assert "and renews by itself on that day unless you tell us before" in text_of(template, auto_renew=True)
    assert "by itself" not in text_of(template, auto_renew=False)


@pytest.mark.parametrize("template", ["cancelling_membership", "cancelled_membership"])
def test_a_cancellation_repeats_the_reason_that_was_noted(template: str) -> None:
    assert "Reason noted: Moving to Graz" in text_of(template, reason="Moving to Graz")
    assert "Reason" not in text_of(template)


def test_a_cancellation_to_come_says_how_long_the_membership_still_lasts() -> None:
    assert "It stays active until 24 December 2026" in text_of("cancelling_membership")
    assert "with effect from 21 November 2026" in text_of("cancelled_membership")


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Adult", "Adult membership"),
        ("Family member", "Family member"),
        ("Gold Member", "Gold Member"),
    ],
)
def test_a_membership_is_called_so_once(name: str, called: str) -> None:
    assert letter("lapsed", name=name).subject == f"{called} of Ada Berger has lapsed"


def test_a_guardian_reads_of_the_child_and_the_child_of_itself() -> None:
    guardian, child = (text_of("expiring_soon", reader, name="Adult") for reader in (GUARDIAN, SELF))

    assert "The Adult membership of Ada Berger runs until" in guardian and "Member: Ada Berger" in guardian
    assert "Your Adult membership runs until" in child and "Member: " not in child


def test_a_payment_is_told_with_its_sum_its_day_its_turn_and_its_invoice() -> None:
    text = text_of("payment_due", name="Adult", invoice_link_id="i", invoice_number="2027-12")

    assert "A payment of 12.00 GBP for your Adult membership is due on 1 March 2027." in text
    assert "It is payment 3 of 12. The invoice has the details." in text
    assert "Payment: 3 of 12 Invoice: 2027-12" in text
    assert links_of("payment_due", invoice_link_id="i") == ["pdf"]
    assert links_of("payment_due") == []


def test_a_payment_of_its_own_is_known_by_its_description() -> None:
    own = {"type_name": None, "seq": None, "count": None}

    text = text_of("payment_due", description="Summer camp", reference="RF18", **own)

    assert letter("payment_due", description="Summer camp", **own).subject == (
        "Payment due on 1 March 2027: Summer camp of Ada Berger"
    )
    assert "A payment of 12.00 GBP for Summer camp is due on 1 March 2027. Have you paid" in text
    assert "Reference: RF18" in text and "you are taking part at" in text
    assert "A payment of 12.00 GBP is due on" in text_of("payment_due", **own)
    assert "A payment of 12.00 GBP for Ada Berger is due on" in text_of("payment_due", GUARDIAN, **own)
    assert "Name: Ada Berger" in text_of("payment_due", GUARDIAN, **own)


def test_a_name_that_runs_the_other_way_leaves_its_sentence_in_order() -> None:
    parts = letter("renewing_soon", GUARDIAN, TENANT, contact_name="نور (A)", name="\u2068Adult\u2069")

    assert "of <bdi>نور (A)</bdi> renews tomorrow" in parts.html
    assert not set("\u2068\u2069") & set(parts.subject + parts.text + parts.html)


def test_links_stand_under_the_tenants_ink_also_at_night() -> None:
    html = letter("new_membership").html

    assert f"color:{TENANT.ink} !important" in html.partition("See the certificate")[0].rpartition("<a ")[2]


def test_a_letter_reaches_the_member_through_the_whole_house(office: Secretary) -> None:
    office.active(kind=office.type(name="Adult"))
    office.club.house.settle()

    for day in ("2027-11-20", "2027-12-21"):
        office.jump_to(f"{day}T06:00")
    letters = office.club.house.mails()

    assert office.club.mails() == [
        ("ada@example.org", "Welcome! Adult membership of Ada Berger is active"),
        ("ada@example.org", "Adult membership of Ada Berger ends tomorrow"),
        ("ada@example.org", "Adult membership of Ada Berger has lapsed"),
    ]
    assert "/certificate/" in letters[0].html and "120.00 GBP" in letters[0].text
    assert "with days of grace until 21 December 2027" in " ".join(letters[2].text.split())
