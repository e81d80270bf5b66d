"""Public papers: which link opens them, what they say, what they give away (promises D17 to D29)."""

import socket
import time
from datetime import timedelta

import pytest

from tests.api.papers import NOTHING_LIKE_IT, Visitor, links_in, pages_of, text_of
from tests.secretary import Secretary

HEADERS = {
    "Content-Type": "application/pdf",
    "Content-Disposition": 'inline; filename="certificate.pdf"',
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
FOREVER = "9" * 10


@pytest.fixture
def secretary(club):
    return Secretary(club)


@pytest.fixture
def visitor(club):
    return Visitor(club)


@pytest.fixture
def member(secretary):
    """Ada Berger, active from today for a year, with 30 days of grace."""
    return secretary.active()


def certificate(record, resource="member"):
    return f"{resource}/{record['uid']}/certificate/"


def links_to(club, record, **fields):
    reply = club.ask("POST", "public_link/", {"document": record["uri"], **fields})
    assert reply.status == 200, reply.body
    return reply.json


def only_signed(club):
    club.done("tenant/", {"public_links": "signed"})


# --- what a certificate says ---------------------------------------------------------------------------


def test_a_members_certificate_says_who_what_and_until_when(club, visitor, member):
    text = visitor.paper(certificate(member))

    for word in (
        "Ada Berger",
        "Grade F",
        member["membership_number"],
        "21 November 2026",
        "21 November 2027",
    ):
        assert word in text
    assert "Example Gymnastics & Canoe Club" in text
    assert "ada@example.org" not in text


def test_a_certificate_bears_the_link_to_its_verification(club, visitor, member):
    pdf = visitor.ask(certificate(member)).body

    assert links_in(pdf) == [f"http://127.0.0.1:8000/api/v1/public/example/verify/{member['link_id']}/"]


def test_a_pending_membership_says_that_it_is_pending(visitor, secretary):
    assert "not valid until it is activated" in visitor.paper(certificate(secretary.member()))


def test_a_cancelled_membership_says_so(club, visitor, secretary, member):
    secretary.call(member, "cancel")

    text = visitor.paper(certificate(member))

    assert "was cancelled on 21 November 2026" in text
    assert "no longer valid" in text


def test_a_lapsed_membership_says_so_even_before_any_job_has_run(club, visitor, member):
    club.house.clock.turn_to(club.house.clock.now() + timedelta(days=365 + 31))

    assert "lapsed on 21 December 2027" in visitor.paper(certificate(member))


def test_a_link_to_a_membership_stays_good_when_it_is_renewed(club, visitor, secretary, member):
    secretary.jump_to("2027-11-01")
    renewed = secretary.call(member, "renew")
    secretary.jump_to("2028-03-01")

    text = visitor.paper(certificate(member))

    assert "21 November 2028" in text
    assert "lapsed" not in text
    assert visitor.verification(member["link_id"])["valid"] is True
    assert renewed["membership_number"] in text


def test_somebody_who_is_gone_has_no_papers_any_more(club, visitor, member):
    club.ask("DELETE", f"person/{member['member'].split('/')[3]}/")

    assert visitor.ask(certificate(member)).status == 404
    assert visitor.ask(f"verify/{member['link_id']}/").status == 404


def test_a_child_is_called_by_first_name_and_initial(club, visitor, secretary):
    guardian = club.person()
    child = club.person(first_name="Mia", last_name="Brandt", guardians=[guardian["uri"]])
    member = secretary.active(contact=child)

    short = visitor.paper(certificate(member))
    club.done("tenant/", {"child_names": "full"})
    full = visitor.paper(certificate(member))

    assert "Mia B." in short
    assert "Brandt" not in short
    assert "Mia Brandt" in full


def test_a_finished_achievement_has_a_certificate(club, visitor):
    achievement = club.finished()

    text = visitor.paper(certificate(achievement, "achievement"))

    for word in ("Certificate of Achievement", "Ada Berger", "Badge 3", "21 November 2026"):
        assert word in text


def test_an_unfinished_achievement_has_none(club, visitor):
    started = club.start()

    assert visitor.ask(certificate(started, "achievement")).status == 404
    assert visitor.ask(f"verify/{started['uid']}/").status == 404


def test_a_certificate_is_the_same_all_day(club, visitor, member):
    first = visitor.ask(certificate(member))
    club.house.clock.turn_to(club.house.clock.now() + timedelta(hours=6))
    later = visitor.ask(certificate(member))
    club.house.clock.turn_to(club.house.clock.now() + timedelta(hours=12))
    tomorrow = visitor.ask(certificate(member))

    assert first.body == later.body
    assert first.headers["ETag"] == later.headers["ETag"] != tomorrow.headers["ETag"]


# --- links ---------------------------------------------------------------------------------------------


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


# --- what nobody can tell apart ------------------------------------------------------------------------


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


# --- templates and parameters --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "template",
    [
        "nothing-like-it",
        "{{7*7}}",
        "http://169.254.169.254/latest/meta-data/",
        "../../etc/passwd",
        "#eval(1)",
        "",
    ],
)
def test_an_unknown_template_is_not_found(visitor, member, template):
    assert visitor.ask(certificate(member), template=template).status == 404


def test_a_template_of_another_kind_of_paper_is_not_found(visitor, member):
    assert visitor.ask(certificate(member), template="sheep-invoice-a4").status == 404


@pytest.mark.parametrize(
    "query", ["template=a&template=b", f"template={'a' * 5_000}", "colour=red", f"sig={'0' * 5_000}"]
)
def test_a_parameter_that_is_repeated_endless_or_unknown_is_refused(visitor, member, query):
    reply = visitor.ask(f"/api/v1/public/example/{certificate(member)}?{query}")

    assert reply.status == 422
    assert list(reply.json["fields"]) == [query.partition("=")[0]]


# --- how it is sent ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers", [{}, {"Accept": "text/html"}, {"Accept": "*/*"}, {"accept": "application/json"}]
)
def test_the_bytes_come_whatever_the_caller_accepts(visitor, member, headers):
    reply = visitor.ask(certificate(member), headers=headers)

    assert reply.status == 200
    assert reply.body.startswith(b"%PDF-")
    assert {name: reply.headers[name] for name in HEADERS} == HEADERS


def test_who_has_the_paper_already_is_told_so(visitor, member):
    first = visitor.ask(certificate(member))
    tag = first.headers["ETag"]

    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = visitor.ask(certificate(member), headers={"If-None-Match": known})
        assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
    assert visitor.ask(certificate(member), headers={"If-None-Match": '"other"'}).status == 200


def test_a_range_is_answered_with_the_whole_and_a_head_is_not_known(visitor, member):
    assert visitor.ask(certificate(member), headers={"Range": "bytes=0-10"}).status == 200
    assert visitor.ask(certificate(member), method="HEAD").status == 405
    assert visitor.ask(certificate(member), method="POST").status == 405


def test_a_key_makes_no_difference(club, visitor, member):
    assert visitor.ask(certificate(member), headers={"Authorization": "Bearer nonsense"}).status == 200


def test_no_socket_is_opened_while_a_paper_is_drawn(monkeypatch, visitor, member):
    visitor.paper(certificate(member))

    def refuse(*_: object) -> None:
        raise AssertionError("a paper asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    assert visitor.ask(certificate(member)).status == 200


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Αθήνα Παπαδοπούλου", "Αθήνα Παπαδοπούλου"),
        ("中文 名字", "中文 名字"),
        ("Zoë 🏆 O'Neil", "Zoë"),
        ('#eval("1+1") *bold* $x$', '#eval("1+1") *bold* $x$'),
        ("{{7*7}} <b>x</b>", "{{7*7}} <b>x</b>"),
        ("W" * 190, "WWWWWWWWWW"),
    ],
)
def test_any_name_is_printed_as_it_is_on_one_page_in_time(club, visitor, secretary, name, shown):
    member = secretary.active(contact=club.person(first_name=name, last_name=None))
    visitor.ask(certificate(member))

    began = time.process_time()
    reply = visitor.ask(certificate(member))

    assert time.process_time() - began < 1
    assert shown.replace(" ", "") in text_of(reply.body).replace(" ", "")
    assert pages_of(reply.body) == 1


# --- verification --------------------------------------------------------------------------------------


def test_a_verification_says_that_a_membership_holds(visitor, member):
    assert visitor.verification(member["link_id"]) == {
        "document": "membership",
        "valid": True,
        "organisation": "Example Gymnastics & Canoe Club",
        "name": "Ada Berger",
        "type": "Grade F",
        "status": "active",
        "number": member["membership_number"],
        "member_since": "2026-11-21",
        "valid_from": "2026-11-21",
        "valid_until": "2027-11-21",
    }


def test_a_verification_says_that_a_membership_is_cancelled(visitor, secretary, member):
    secretary.call(member, "cancel")

    said = visitor.verification(member["link_id"])

    assert (said["valid"], said["status"], said["ended_on"]) == (False, "cancelled", "2026-11-21")


def test_a_verification_says_that_an_achievement_was_finished_and_is_open_again(club, visitor):
    achievement = club.finished()

    finished = visitor.verification(achievement["uid"])
    club.done(f"achievement/{achievement['uid']}/reopen/")
    reopened = visitor.verification(achievement["uid"])

    assert (finished["valid"], finished["type"], finished["finished_on"]) == (True, "Badge 3", "2026-11-21")
    assert (reopened["valid"], reopened["status"]) == (False, "reopened")
    assert "finished_on" not in reopened


def test_a_browser_gets_a_page_that_shows_any_name_as_text(club, visitor, secretary):
    hostile = "<script>alert(1)</script>"
    member = secretary.active(contact=club.person(first_name=hostile, last_name=None))

    page = visitor.ask(f"verify/{member['link_id']}/", headers={"Accept": "text/html,*/*;q=0.8"})
    program = visitor.ask(f"verify/{member['link_id']}/", headers={"Accept": "application/json, text/html"})

    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert b"&lt;script&gt;alert(1)&lt;/script&gt;" in page.body
    assert b"<script" not in page.body
    assert program.json["name"] == hostile


def test_the_verification_follows_the_tenants_policy(club, visitor, member):
    only_signed(club)

    assert visitor.ask(f"verify/{member['uid']}/").status == 404
    assert visitor.ask(f"verify/{member['link_id']}/").status == 200
