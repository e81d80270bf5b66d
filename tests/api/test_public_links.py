"""Public links: which of them open a paper, under which policy, until when (promises 4.3, D17)."""

from datetime import timedelta

import pytest

from tests.api.papers import NOTHING_LIKE_IT

FOREVER = "9" * 10


def certificate(record, resource="member"):
    return f"{resource}/{record['uid']}/certificate/"


def links_to(club, record, **fields):
    reply = club.ask("POST", "public_link/", {"document": record["uri"], **fields})
    assert reply.status == 200, reply.body
    return reply.json


def only_signed(club):
    club.done("tenant/", {"public_links": "signed"})


def test_the_link_id_opens_under_either_policy_and_the_plain_uid_under_one(club, visitor, member):
    by_link_id = f"member/{member['link_id']}/certificate/"
    opened = [visitor.ask(path).status for path in (by_link_id, certificate(member))]
    only_signed(club)
    closed = [visitor.ask(path).status for path in (by_link_id, certificate(member))]

    assert opened == [200, 200]
    assert closed == [200, 404]


def test_a_link_that_was_given_out_opens_and_the_signed_one_ends(club, visitor, member):
    only_signed(club)
    given = links_to(club, member, days=2)

    assert given["expires"] == "2026-11-23T12:00:00"
    assert visitor.ask(given["permanent"]).status == visitor.ask(given["url"]).status == 200
    club.house.clock.turn_to(club.house.clock.now() + timedelta(days=2))
    assert visitor.ask(given["url"]).status == 404
    assert visitor.ask(given["permanent"]).status == 200


def test_a_signature_is_good_for_one_paper_alone(club, visitor, secretary, member):
    only_signed(club)
    signed = links_to(club, member)["url"]
    other = secretary.active(contact=club.person(first_name="Bo"))
    achievement = club.finished()
    default = "sheep-membership-certificate-a4"

    assert visitor.ask(signed).status == 200
    for changed in (
        signed.replace(member["uid"], other["uid"]),
        signed.replace("/certificate/", "/invoice/"),
        signed.replace("/member/", "/achievement/").replace(member["uid"], achievement["uid"]),
        signed.replace("/example/", "/other/"),
        signed.replace("exp=1", "exp=2"),
        signed[:-1] + ("0" if signed[-1] != "0" else "1"),
        f"{signed}&template={default}",
        signed.partition("&sig=")[0],
    ):
        assert visitor.ask(changed).status == 404, changed


def test_a_wrong_signature_is_refused_even_where_no_signature_is_needed(visitor, member):
    assert visitor.ask(certificate(member), exp=FOREVER, sig="0" * 64).status == 404
    assert visitor.ask(certificate(member), exp="soon", sig="ü").status == 404
    assert visitor.ask(certificate(member), sig="").status == 404


def test_a_wrong_tail_opens_nothing_though_the_uid_would(visitor, member):
    wrong = "0" * 16 if not member["link_id"].endswith("0" * 16) else "1" * 16

    assert visitor.ask(f"member/{member['uid']}{wrong}/certificate/").status == 404


def test_a_link_may_name_its_template(club, visitor, member):
    only_signed(club)
    portrait = "sheep-membership-certificate-a4-portrait"

    given = links_to(club, member, template=portrait)

    assert visitor.ask(given["url"]).status == visitor.ask(given["permanent"]).status == 200
    assert visitor.ask(given["url"].replace("-portrait", "")).status == 404


@pytest.mark.parametrize("noun", ["member", "achievement", "invoice", "quote"])
def test_links_that_were_given_out_can_be_ended(club, visitor, member, noun):
    only_signed(club)
    line = {"description": "Kit", "unit_price": "5"}
    bill = {"contact": member["member"], "currency": "GBP", "lines": [line]}
    made = {
        "member": lambda: member,
        "achievement": club.finished,
        "invoice": lambda: club.made("invoice/", bill),
        "quote": lambda: club.made("quote/", bill),
    }
    document = {"document": made[noun]()["uri"]}
    paper = {"paper": "pdf" if noun in ("invoice", "quote") else "certificate"}
    old = links_to(club, {"uri": document["document"]}, **paper)
    before = [visitor.ask(old[way]).status for way in ("permanent", "url")]

    ended = club.ask("POST", "public_link/end/", document)
    new = links_to(club, {"uri": document["document"]}, **paper)

    assert before == [200, 200]
    assert [visitor.ask(old[way]).status for way in ("permanent", "url")] == [404, 404]
    assert [visitor.ask(new[way]).status for way in ("permanent", "url")] == [200, 200]
    assert ended.json["link_id"] in new["permanent"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"document": f"/example/member/{NOTHING_LIKE_IT}/"}, 404),
        ({"document": f"/other/member/{NOTHING_LIKE_IT}/"}, 400),
        ({"document": f"/example/person/{NOTHING_LIKE_IT}/"}, 400),
        ({"document": "member"}, 422),
        ({}, 422),
    ],
)
def test_a_link_to_what_has_no_paper_is_refused(club, body, status):
    assert club.ask("POST", "public_link/", body).status == status


def test_a_link_to_a_paper_that_the_record_does_not_have_is_refused(club, member):
    assert club.ask("POST", "public_link/", {"document": member["uri"], "paper": "pdf"}).status == 422
    assert club.ask("POST", "public_link/", {"document": member["uri"], "days": 0}).status == 422
    assert club.ask("POST", "public_link/", {"document": member["uri"]}, role="coach").status == 403


def test_unknown_foreign_malformed_and_closed_look_the_same(club, visitor, member):
    only_signed(club)
    paths = [
        certificate(member),
        f"member/{NOTHING_LIKE_IT}/certificate/",
        "member/xxx/certificate/",
        "member/%2e%2e/certificate/",
        f"member/{member['uid'].upper()}/certificate/",
        f"member/{member['link_id']}0/certificate/",
        f"/api/v1/public/other/member/{member['link_id']}/certificate/",
        f"/api/v1/public/nobody/member/{member['link_id']}/certificate/",
        f"/api/v1/public/No%20body%23/member/{member['link_id']}/certificate/",
        f"achievement/{member['link_id']}/certificate/",
        f"verify/{member['uid']}/",
        f"verify/{NOTHING_LIKE_IT}/",
    ]

    answers = [visitor.ask(path) for path in paths]

    assert {answer.status for answer in answers} == {404}
    assert {answer.body for answer in answers} == {
        b'{"error":"Not Found","error_detail":"There is no such document."}'
    }
    told = {
        tuple(sorted((name, said) for name, said in answer.headers.items() if name != "X-Request-Id"))
        for answer in answers
    }
    assert len(told) == 1
