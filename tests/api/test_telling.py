"""What a finish tells and sends (promises A22 to A26): events, mails, and those who get none."""

from typing import Any

import pytest

from chalicelib.store.contacts import CONTACTS
from tests.api.refusing import refused
from tests.asking import STEPS, Club


def mails(club: Club, uid: str) -> list[Any]:
    """The outbox's rows for an achievement's events."""
    events = club.got(f"event/?subject={uid}")["results"]
    return [mail for event in events for mail in club.got(f"mail/?event={event['uid']}")["results"]]


def letters(club: Club, address: str) -> list[Any]:
    return [mail for mail in club.house.mails() if address in mail.to]


def finished(club: Club, **fields: Any) -> Any:
    record = club.finished(contact=club.person(**fields))
    club.house.settle()
    return record


def test_an_event_says_what_became_true_of_what_and_when(swift: Club) -> None:
    record = swift.finished()
    uid = record["uid"]

    found = swift.got(f"event/?subject={record['uri']}&type=achievement_completed")

    (event,) = found["results"]
    assert (event["type"], event["subject"], event["time"]) == (
        "achievement_completed",
        record["uri"],
        record["finished_date"],
    )
    assert event["contact"] == record["contact"] and event["data"]["steps"] == list(STEPS)
    assert swift.got(f"event/{event['uid']}/") == event
    assert swift.got(f"event/?subject={uid}", role="coach")["total"] == 1
    assert swift.got(f"event/?subject={uid}&type=achievement_reopened")["total"] == 0
    refused(swift, lambda: swift.ask("GET", "event/", role="member"), 403)


def test_a_contact_without_address_gets_no_mail_and_the_outbox_says_so(swift: Club) -> None:
    record = finished(swift)

    (mail,) = mails(swift, record["uid"])

    assert (mail["state"], mail["to"]) == ("no_recipient", None)
    assert mail["uid"] in {
        one["uid"] for one in swift.got("mail/?state=no_recipient&page_size=100")["results"]
    }


def test_whoever_wants_no_mail_gets_none(swift: Club) -> None:
    record = finished(swift, email="quiet@example.org", email_notifications=False)

    assert [mail["state"] for mail in mails(swift, record["uid"])] == ["no_recipient"]
    assert letters(swift, "quiet@example.org") == []


def test_a_suppressed_address_gets_none_until_it_is_freed(swift: Club) -> None:
    assert swift.ask("POST", "suppression/", {"email": "Barred@example.org", "reason": "asked"}).status == 204
    record = finished(swift, email="barred@example.org")
    (mail,) = mails(swift, record["uid"])
    assert (mail["state"], mail["reason"]) == ("suppressed", "asked")

    assert swift.ask("DELETE", "suppression/barred@EXAMPLE.org/").status == 204
    swift.done(f"mail/{mail['uid']}/resend/")
    swift.house.settle()

    assert swift.got(f"mail/{mail['uid']}/")["state"] == "sent"
    assert len(letters(swift, "barred@example.org")) == 1
    refused(swift, lambda: swift.ask("PUT", f"mail/{mail['uid']}/resend/"), 409)


def test_guardians_of_a_child_each_get_one_and_one_an_address(swift: Club) -> None:
    parents = [swift.person(first_name=name, email=f"{name}@family.example") for name in ("paula", "peter")]
    twin = swift.person(first_name="Same", email="PAULA@family.example")

    finished(swift, guardians=[one["uri"] for one in (*parents, twin)])

    assert [len(letters(swift, f"{name}@family.example")) for name in ("paula", "peter")] == [1, 1]


@pytest.mark.parametrize(
    "stored", ["a@b.cc\r\nBcc:x@y.zz", "a@b.cc\n", "a@b.cc, d@e.ff", "<a@b.cc>", "no address", ""]
)
def test_an_address_that_an_old_version_stored_sends_no_second_header(swift: Club, stored: str) -> None:
    person = swift.person(email="fine@example.org")
    uid = swift.finished(contact=person)["uid"]
    table = swift.house.wired.table.of(swift.tenant)
    contact = CONTACTS.load(table, person["uid"])
    contact.emails = (stored,)
    table.put(CONTACTS.changed(swift.tenant, contact))
    before = len(swift.house.mails())

    swift.house.settle()

    assert [mail["state"] for mail in mails(swift, uid)] == ["failed_permanent"]
    assert len(swift.house.mails()) == before


def test_a_name_of_markup_is_inert_in_every_part(swift: Club) -> None:
    markup = "<img src=x onerror=1>"

    finished(swift, first_name=markup, email="markup@example.org")

    (letter,) = letters(swift, "markup@example.org")
    assert markup not in letter.html and "&lt;img src=x onerror=1&gt;" in letter.html
    assert markup in letter.text
    assert "<" not in letter.subject and "img" not in letter.subject


@pytest.mark.parametrize(
    "name",
    [
        "a\u202eb",
        "a\u2066b",
        "a\u200fb",
        "a\u2028b",
        "A\r\nBcc: x@y.zz",
        "A\tB",
        "{{7*7}}",
        "${7*7}",
        "=1+1",
        "x" * 200,
    ],
)
def test_a_subject_is_one_plain_line(swift: Club, name: str) -> None:
    address = f"plain{sum(map(ord, name))}@example.org"
    finished(swift, first_name=name, email=address)

    (letter,) = letters(swift, address)

    assert letter.subject.isprintable() and len(letter.subject) <= 200
    assert not set(letter.subject) & set("\u202e\u2066\u200f\u2028\r\n")
    assert "49" not in letter.subject and list(letter.to) == [address]


def test_a_contact_that_is_gone_before_its_mail_gets_none_and_leaves_nothing(swift: Club) -> None:
    person = swift.person(first_name="Vanishing", email="vanishing@example.org")
    uid = swift.finished(contact=person)["uid"]
    assert swift.ask("DELETE", f"person/{person['uid']}/").status == 204

    swift.house.settle()

    (mail,) = mails(swift, uid)
    assert (mail["state"], mail["to"]) == ("erased", None)
    assert letters(swift, "vanishing@example.org") == []
    assert "vanishing@example.org" not in repr(swift.items())


def test_a_mail_says_what_was_true_when_it_was_finished(swift: Club) -> None:
    kind, person = swift.type(name="Badge 3"), swift.person(first_name="Before", email="before@example.org")
    swift.finished(kind=kind, contact=person)
    swift.done(f"achievement_type/{kind['uid']}/", {"name": "Badge 9"})

    swift.house.settle()

    (letter,) = letters(swift, "before@example.org")
    assert "Badge 3" in letter.text and "Badge 9" not in letter.text + letter.html


def test_links_in_mails_are_of_the_configured_address_whatever_host_was_asked(swift: Club) -> None:
    person = swift.person(email="host@example.org")
    uid = swift.start(contact=person)["uid"]
    spoofed = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    swift.done(f"achievement/{uid}/complete_all_steps/", headers=spoofed)
    swift.done(f"achievement/{uid}/finish/", headers=spoofed)

    swift.house.settle()

    (letter,) = letters(swift, "host@example.org")
    assert "evil" not in letter.html + letter.text + letter.subject


class TestTriggers:
    """Which events lead to which mails: GET and PUT, and the proof in the post."""

    DEFAULT = {
        "achievement_completed": [
            {"action": "send-templated-email", "template": "achievement_completed"},
            {"action": "post"},
        ]
    }

    def test_what_is_set_is_shown_and_followed(self, swift: Club) -> None:
        assert swift.got("triggers/", role="coach").items() >= self.DEFAULT.items()

        assert swift.done("triggers/", {"achievement_completed": []}) == {"achievement_completed": []}
        silent = finished(swift, email="silent@example.org")
        assert swift.done("triggers/", self.DEFAULT) == self.DEFAULT
        finished(swift, email="loud@example.org")

        assert mails(swift, silent["uid"]) == [] and letters(swift, "silent@example.org") == []
        assert len(letters(swift, "loud@example.org")) == 1

    def test_too_many_actions_and_unknown_templates_are_refused_when_set(self, swift: Club) -> None:
        action = self.DEFAULT["achievement_completed"][0]
        for wanted in (
            {"achievement_completed": [action] * 6},
            {"achievement_completed": [{**action, "template": "../achievement_completed"}]},
            {"achievement_completed": [{**action, "url": "http://169.254.169.254/"}]},
            {"achievement_completed": None},
            {f"event_{number}": [action] for number in range(400)},
        ):
            refused(swift, lambda w=wanted: swift.ask("PUT", "triggers/", w), 422, calls=1)  # type: ignore[misc]


class TestTenant:
    def test_settings_are_shown_changed_and_sent_back_whole(self, swift: Club) -> None:
        before = swift.got("tenant/", role="coach")

        changed = swift.done("tenant/", {"colour": "#7a1f3d", "reply_to": "office@example.org"})

        assert changed == {**before, "colour": "#7a1f3d", "reply_to": "office@example.org"}
        assert swift.done("tenant/", changed) == changed
        assert "secret" not in repr(changed)
        refused(swift, lambda: swift.ask("PUT", "tenant/", {"name": "x"}, role="coach"), 403)
        refused(swift, lambda: swift.ask("GET", "tenant/", role="member"), 403)

    def test_an_unknown_state_of_mail_is_refused(self, swift: Club) -> None:
        refused(swift, lambda: swift.ask("GET", "mail/?state=flying"), 422, calls=1)
