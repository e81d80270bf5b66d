"""Registered paper templates: settings of a tenant's own papers, checked by drawing them."""

import base64

import pytest

from chalicelib.store import keys
from tests.api.papers import NOTHING_LIKE_IT, Visitor, text_of
from tests.domain.logo_files import a_png, a_svg
from tests.secretary import Secretary

NAME = "club-certificate"
LOGO = base64.b64encode(a_svg('<rect width="9" height="9"/>')).decode()
PHOTO = base64.b64encode(a_png(200, 100)).decode()


@pytest.fixture
def visitor(club):
    return Visitor(club)


@pytest.fixture
def member(club):
    return Secretary(club).active()


def a_template(club, **fields):
    return club.made("template/", {"name": NAME, "layout": "certificate-landscape", **fields})


def logos(club):
    return [item for item in club.items() if item["sk"]["S"].startswith("LOGO#")]


def certificate(visitor, member, **query):
    return visitor.paper(f"member/{member['uid']}/certificate/", **query)


def test_a_registered_template_is_kept_and_found_by_uid_and_by_name(club):
    made = a_template(club, logo=LOGO, wording={"membership_title": "Urkunde"}, options={"seal": False})

    assert made["logo"] == LOGO
    assert made["wording"] == {"membership_title": "Urkunde"}
    assert (made["options"]["seal"], made["options"]["border"]) == (False, "double")
    assert club.got(f"template/{made['uid']}/") == club.got(f"template/{NAME}/") == made


def test_a_template_speaks_in_the_tenants_words(club, visitor, member):
    wording = {"membership_title": "Mitgliedsurkunde", "membership_body": "{name} ist Mitglied: {number}"}
    a_template(club, wording=wording)

    text = certificate(visitor, member, template=NAME)

    assert "Mitgliedsurkunde" in text
    assert f"Ada Berger ist Mitglied: {member['membership_number']}" in text
    assert "Certificate of Membership" in certificate(visitor, member)


def test_a_template_under_the_default_name_is_the_default(club, visitor, member):
    default = "sheep-membership-certificate-a4"
    club.made(
        "template/",
        {"name": default, "layout": "certificate-portrait", "wording": {"membership_title": "Ours"}},
    )

    assert "Ours" in certificate(visitor, member)
    assert "Ours" in certificate(visitor, member, template=default)


def test_a_membership_type_names_the_template_of_its_certificates(club, visitor):
    secretary = Secretary(club)
    a_template(club, wording={"membership_title": "Fellowship"})
    member = secretary.active(kind=secretary.type(certificate_template=NAME))

    named = certificate(visitor, member)
    club.ask("DELETE", f"template/{NAME}/")
    without = certificate(visitor, member)

    assert "Fellowship" in named
    assert "Certificate of Membership" in without


def test_an_achievement_type_names_the_template_of_its_certificates(club, visitor):
    a_template(club, wording={"achievement_title": "Badge of honour"})
    achievement = club.finished(kind=club.type(certificate_template=NAME))

    assert "Badge of honour" in visitor.paper(f"achievement/{achievement['uid']}/certificate/")


def test_a_template_changes_but_keeps_its_name(club):
    a_template(club, logo=LOGO, colours={"accent": "#123456"})

    changed = club.done(f"template/{NAME}/", {"colours": {"accent": "#654321"}})
    renamed = club.ask("PUT", f"template/{NAME}/", {"name": "another"})

    assert changed["colours"]["accent"] == "#654321"
    assert changed["logo"] == LOGO
    assert renamed.status == 400
    assert club.done(f"template/{NAME}/", changed)["colours"] == changed["colours"]


def test_what_is_set_to_null_goes_back_to_the_houses_own(club):
    a_template(club, logo=LOGO, wording={"membership_title": "Urkunde"}, colours={"accent": "#123456"})

    cleared = club.done(f"template/{NAME}/", {"logo": None, "wording": None, "colours": None})

    assert (cleared["logo"], cleared["wording"], cleared["colours"]["accent"]) == (None, {}, "#1f4d3d")
    assert logos(club) == []


def test_a_logo_is_kept_once_beside_its_template_and_goes_with_it(club):
    a_template(club, logo=LOGO)
    club.done(f"template/{NAME}/", {"logo": PHOTO})
    kept = logos(club)

    assert len(kept) == 1
    assert kept[0]["file"]["B"] == base64.b64decode(PHOTO)
    assert club.ask("DELETE", f"template/{NAME}/").status == 204
    assert logos(club) == []


def test_lists_leave_the_logos_out(club):
    made = a_template(club, logo=LOGO)
    invoice = club.made("template/", {"name": "club-invoice", "layout": "invoice"})

    listed = club.got("template/")
    by_layout = club.got("template/?layout=invoice")

    assert {line["uid"] for line in listed["results"]} == {made["uid"], invoice["uid"]}
    assert all("logo" not in line for line in listed["results"])
    assert [line["name"] for line in by_layout["results"]] == ["club-invoice"]


def test_a_name_is_taken_once_and_free_again_when_it_is_removed(club):
    first = a_template(club, logo=LOGO)

    assert club.ask("POST", "template/", {"name": NAME, "layout": "invoice"}).status == 409
    club.ask("DELETE", f"template/{NAME}/")
    assert club.ask("GET", f"template/{NAME}/").status == 404
    again = a_template(club, layout="certificate-portrait")

    assert again["uid"] == first["uid"]
    assert club.got(f"template/{NAME}/") == again
    assert club.got("template/")["total"] == 1


def test_the_same_request_registers_once_even_if_its_answer_was_never_kept(club):
    headers = {"Idempotency-Key": "one"}
    body = {"name": NAME, "layout": "certificate-landscape"}
    made = club.made("template/", body, headers=headers)
    _forget_the_answer(club)
    club.house.clock.turn_to(club.house.clock.now().replace(hour=13))

    again = club.made("template/", body, headers=headers)

    assert again == made
    assert club.got("template/")["total"] == 1


def _forget_the_answer(club):
    """As if the function had died between the write and the answer."""
    table = club.house.wired.table
    for item in club.items():
        if item["sk"]["S"] == "IK":
            table.client.update_item(
                TableName=table.name,
                Key={"pk": item["pk"], "sk": item["sk"]},
                UpdateExpression="REMOVE answer",
            )


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"name": None}, "name"),
        ({"name": "Not A Name"}, "name"),
        ({"layout": "poster"}, "layout"),
        ({"wording": {"membership_title": "{{7*7}}"}}, "wording.membership_title"),
        ({"wording": {"membership_body": "{email}"}}, "wording.membership_body"),
        ({"wording": {"nothing_like_it": "x"}}, "wording.nothing_like_it"),
        ({"wording": {"membership_title": "x" * 1_000}}, "wording.membership_title"),
        ({"colours": {"accent": "red"}}, "colours.accent"),
        ({"colours": {"accent": "#fefefe"}}, "colours"),
        ({"options": {"border": "wavy"}}, "options.border"),
        ({"options": {"seal": "yes"}}, "options.seal"),
        ({"options": {"font": "/etc/passwd"}}, "options.font"),
        ({"logo": "not base64!"}, "logo"),
        ({"logo": base64.b64encode(b"GIF89a").decode()}, "logo"),
        ({"logo": base64.b64encode(a_svg("<script>alert(1)</script>")).decode()}, "logo"),
        ({"logo": base64.b64encode(a_svg('<image href="http://169.254.169.254/"/>')).decode()}, "logo"),
        ({"markup": "#read('/etc/passwd')"}, "markup"),
    ],
)
def test_a_template_with_a_fault_is_refused_by_field_and_not_kept(club, fields, fault):
    reply = club.ask("POST", "template/", {"name": NAME, "layout": "certificate-landscape", **fields})

    assert reply.status == 422, reply.body
    assert list(reply.json["fields"]) == [fault]
    assert club.got("template/")["total"] == 0


def test_a_proof_shows_the_design_with_a_sample(club):
    a_template(club, logo=LOGO, wording={"membership_title": "Urkunde"})

    reply = club.ask("GET", f"template/{NAME}/proof/")

    assert reply.status == 200
    assert reply.headers["Content-Type"] == "application/pdf"
    text = text_of(reply.body)
    assert "Urkunde" in text
    assert "Alex Example" in text


def test_templates_are_the_admins_alone_and_of_one_tenant(club, visitor, member):
    made = a_template(club)

    for role in ("coach", "member"):
        assert club.ask("GET", "template/", role=role).status == 403
        assert club.ask("GET", f"template/{NAME}/proof/", role=role).status == 403
    elsewhere = {**club.keys, "admin": club.keys["other"]}
    club.keys, club.tenant = elsewhere, "other"
    assert club.ask("GET", f"template/{made['uid']}/").status == 404


@pytest.mark.parametrize("uid", [NOTHING_LIKE_IT, "nothing-like-it", "{{7*7}}"])
def test_an_unknown_template_is_not_found(club, uid):
    assert club.ask("GET", f"template/{uid}/").status == 404
    assert club.ask("PUT", f"template/{uid}/", {"logo": None}).status == 404
    assert club.ask("DELETE", f"template/{uid}/").status == 404
    assert club.ask("GET", f"template/{uid}/proof/").status == 404


def test_a_logo_that_is_being_exchanged_is_read_again(club, visitor, member):
    """The record is read, then its logo; between the two the logo may have been exchanged."""
    made = a_template(club, logo=LOGO)
    table = club.house.wired.table.of(club.tenant)
    gone = keys.logo(club.tenant, made["uid"], made["logo_digest"])
    exchanged = []

    def exchange(params, **_):
        if not exchanged and f'"{gone.sk}"'.encode() in params["body"]:
            exchanged.append(gone)
            club.done(f"template/{NAME}/", {"logo": PHOTO})

    table.client.meta.events.register("before-call.dynamodb.GetItem", exchange)
    shown = club.got(f"template/{NAME}/")
    table.client.meta.events.unregister("before-call.dynamodb.GetItem", exchange)

    assert exchanged
    assert shown["logo"] == PHOTO
