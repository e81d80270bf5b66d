"""Whom a mail reaches, what a tenant's colours bear, and what a reference means."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.domain.colours import contrast
from chalicelib.domain.contact import Contact, Group, Reach, Recipient, reach
from chalicelib.domain.ids import Ref, is_short_id, is_slug, is_uuid, parse_ref
from chalicelib.domain.refusals import Contradiction, Invalid
from chalicelib.domain.tenant import Tenant, check_timezone
from chalicelib.domain.triggers import Action, check_triggers

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def a_person(uid: str, **fields: object) -> Contact:
    given = {
        "uid": uid * 24,
        "resource": "person",
        "created": NOON,
        "last_updated": NOON,
        "first_name": "Ada",
    }
    return Contact(**{**given, **fields})  # type: ignore[arg-type]


def test_a_mail_about_a_child_reaches_its_guardians_and_says_as_what() -> None:
    child = a_person("c")
    mother, father = a_person("m", emails=("m@x.org",)), a_person("f", emails=("f@x.org",))

    found = reach(child, [mother, father])

    assert [(r.address, r.reason) for r in found.recipients] == [
        ("m@x.org", "guardian"),
        ("f@x.org", "guardian"),
    ]


def test_one_address_gets_one_mail_whatever_its_case() -> None:
    child, parent = a_person("c", emails=("family@x.org",)), a_person("p", emails=("Family@X.org",))

    assert len(reach(child, [parent]).recipients) == 1


def test_who_asked_for_no_mail_gets_none() -> None:
    silent = a_person("c", emails=("c@x.org",), email_notifications=False)

    found = reach(silent, [])

    assert found.recipients == () and found.silenced == 1


@pytest.mark.parametrize(
    ("resource", "names", "good"),
    [
        ("person", {"first_name": "Ada"}, True),
        ("person", {"first_name": None, "last_name": "Berger"}, True),
        ("person", {"first_name": None, "name": "Ada Berger"}, True),
        ("person", {"first_name": None}, False),
        ("organisation", {"first_name": "Ada"}, False),
        ("organisation", {"first_name": None, "name": "Club"}, True),
    ],
)
def test_a_contact_has_a_name(resource: str, names: dict[str, object], good: bool) -> None:
    contact = a_person("c", resource=resource, **names)

    if good:
        contact.check()
    else:
        with pytest.raises(Invalid):
            contact.check()


def test_nobody_is_their_own_guardian() -> None:
    with pytest.raises(Invalid):
        a_person("c", guardians=("c" * 24,)).check()


def test_a_group_has_a_name_and_an_end() -> None:
    with pytest.raises(Invalid):
        Group(uid="g" * 24, name="", created=NOON, last_updated=NOON).check()
    with pytest.raises(Invalid):
        Group(uid="g" * 24, name="x", created=NOON, last_updated=NOON, members=("m" * 24,) * 501).check()


@pytest.mark.parametrize("slug", ["ex", "example", "a-1", "a" * 40])
def test_slugs(slug: str) -> None:
    assert is_slug(slug)


@pytest.mark.parametrize(
    "slug", ["e", "a" * 41, "Example", "ex\u0430mple", "ex ample", "v1", "v3", "public", "ex\n", ""]
)
def test_what_is_no_slug(slug: str) -> None:
    assert not is_slug(slug)


def test_a_reference_is_read_with_and_without_its_last_slash() -> None:
    uid = "581b6258d406947c8a8f07d4"
    for text in (f"/example/person/{uid}/", f"/example/person/{uid}"):
        assert parse_ref(text, field="f", tenant="example", resources=("person",)) == Ref(
            "example", "person", uid
        )


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("/other/person/581b6258d406947c8a8f07d4/", Contradiction),
        ("/example/group/581b6258d406947c8a8f07d4/", Contradiction),
        ("/example/person/581b6258d406947c8a8f07d4/\n", Invalid),
        ("/example/person/581B6258D406947C8A8F07D4/", Invalid),
        ("/example/person/1/", Invalid),
        ("/example/achievement_type/../../other/person/1/", Invalid),
        ("581b6258d406947c8a8f07d4", Invalid),
        ("", Invalid),
    ],
)
def test_what_is_no_reference_here(text: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        parse_ref(text, field="f", tenant="example", resources=("person",))


def test_contrast_is_wcags() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("colour", "ink"), [("#000000", "#ffffff"), ("#ffffff", "#000000"), ("#ffd700", "#000000")]
)
def test_the_ink_reads_on_the_colour(colour: str, ink: str) -> None:
    tenant = Tenant(slug="x", name="x", created=NOON, last_updated=NOON, secret="s", colour=colour)

    assert tenant.ink == ink


def test_time_zones_are_the_iana_databases() -> None:
    check_timezone("Europe/London")
    for name in ("Europe/Atlantis", "../etc/passwd", "", "UTC\n"):
        with pytest.raises(Invalid):
            check_timezone(name)


@pytest.mark.parametrize(
    "triggers",
    [
        {"no_such_event": ()},
        {"achievement_completed": (Action("send-templated-email", "no such"),)},
        {"achievement_completed": (Action("webhook", "t"),)},
        {"achievement_completed": (Action("send-templated-email", "t"),) * 6},
    ],
    ids=["event", "template", "action", "too many"],
)
def test_what_would_fail_at_sending_is_refused_at_configuration(
    triggers: dict[str, tuple[Action, ...]],
) -> None:
    with pytest.raises(Invalid):
        check_triggers(triggers, {"t"})


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ({"first_name": "Ada", "last_name": "Berger"}, "Ada Berger"),
        ({"first_name": None, "last_name": "Berger"}, "Berger"),
        ({"first_name": "Ada", "name": "A. Berger"}, "A. Berger"),
        ({"first_name": "", "last_name": None}, "(no name)"),
    ],
)
def test_how_a_contact_is_called(names: dict[str, object], shown: str) -> None:
    assert a_person("c", **names).display_name == shown


@pytest.mark.parametrize(
    ("changes", "emails"),
    [
        ({"email": "new@x.org"}, ("new@x.org", "b@x.org", "c@x.org")),
        ({"email": "C@X.org"}, ("C@X.org", "b@x.org")),
        ({"email": None}, ("a@x.org", "b@x.org", "c@x.org")),
        ({"emails": ("z@x.org",)}, ("z@x.org",)),
    ],
)
def test_another_address_takes_the_first_ones_place(
    changes: dict[str, object], emails: tuple[str, ...]
) -> None:
    before = a_person("c", emails=("a@x.org", "b@x.org", "c@x.org"))

    after = before.changed({**changes, "phone": "1"}, at=NOON + timedelta(hours=1))

    assert (after.emails, after.phone, after.last_updated) == (emails, "1", NOON + timedelta(hours=1))
    assert before.emails == ("a@x.org", "b@x.org", "c@x.org") and before.phone is None


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"emails": ("a@x.org",) * 6}, "emails"),
        ({"date_of_birth": date(2026, 11, 22)}, "date_of_birth"),
        ({"guardians": ("g" * 24, "c" * 24)}, "guardians"),
        ({"first_name": None}, "first_name"),
        ({"resource": "organisation"}, "name"),
    ],
)
def test_what_no_field_alone_can_tell_is_named_by_its_field(fields: dict[str, object], fault: str) -> None:
    with pytest.raises(Invalid) as refused:
        a_person("c", **fields).check()

    assert list(refused.value.fields) == [fault]


def test_five_addresses_and_a_birth_today_are_fine() -> None:
    a_person("c", emails=("a@x.org",) * 5, date_of_birth=NOON.date()).check()
    Group(uid="g" * 24, name="x", created=NOON, last_updated=NOON, members=("m" * 24,) * 500).check()


def test_a_mail_reaches_each_by_its_first_address_in_its_own_language() -> None:
    child = a_person("c", emails=("c@x.org", "d@x.org"), locale="de")
    parent = a_person("p", first_name="Eve", emails=("p@x.org",))
    silent = [a_person(uid, emails=("s@x.org",), email_notifications=False) for uid in "st"]
    others = [a_person("n"), *silent]

    found = reach(child, [parent, *others])

    assert found == Reach(
        (
            Recipient("c" * 24, "c@x.org", "Ada", "self", "de"),
            Recipient("p" * 24, "p@x.org", "Eve", "guardian"),
        ),
        silenced=2,
    )


@pytest.mark.parametrize(
    ("text", "short", "uuid"),
    [
        ("SrgnQW4Bl-kxmqaG_evd", True, False),
        ("SrgnQW4Bl-kxmqaG_ev", False, False),
        ("SrgnQW4Bl-kxmqaG_evdd", False, False),
        ("SrgnQW4Bl+kxmqaG_evd", False, False),
        ("00112233-4455-4677-8899-aabbccddeeff", False, True),
        ("00112233-4455-4677-8899-AABBCCDDEEFF", False, True),
        ("00112233445546778899aabbccddeeff", False, False),
        ("00112233-4455-4677-8899-aabbccddeeff\n", False, False),
        ("", False, False),
    ],
)
def test_the_shapes_of_ids(text: str, short: bool, uuid: bool) -> None:
    assert (is_short_id(text), is_uuid(text)) == (short, uuid)


@pytest.mark.parametrize(
    ("text", "detail", "fields"),
    [
        ("x", "f is not a reference.", {"f": "expected /example/person/<uid>/"}),
        (
            "/example/group/581b6258d406947c8a8f07d4/",
            "f does not refer to a person or organisation of example.",
            {"f": "not a person or organisation"},
        ),
    ],
)
def test_what_is_no_reference_is_told_by_its_field(text: str, detail: str, fields: dict[str, str]) -> None:
    with pytest.raises(Invalid) as refused:
        parse_ref(text, field="f", tenant="example", resources=("person", "organisation"))

    assert (refused.value.detail, refused.value.fields) == (detail, fields)


def test_a_reference_is_written_as_it_is_read() -> None:
    text = "/example/organisation/581b6258d406947c8a8f07d4/"

    assert str(parse_ref(text, field="f", tenant="example", resources=("person", "organisation"))) == text


def test_a_tenant_tells_the_time_of_its_own_zone() -> None:
    tenant = Tenant("x", "x", NOON, NOON, "s", timezone="Pacific/Auckland")

    assert tenant.local(NOON).isoformat() == "2026-11-22T01:00:00+13:00"


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#1f5f4a", "#ffffff", 7.5160),
        ("#123456", "#fedcba", 9.7866),
        ("#0a0b0c", "#0d0e0f", 1.0195),
        ("#ff0000", "#00ff00", 2.9139),
    ],
)
def test_contrast_is_the_same_either_way(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.0001)
