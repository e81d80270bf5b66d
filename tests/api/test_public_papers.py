"""Public papers: what they say, in which design, and how they are sent (promises D19 to D26)."""

import socket
import time
from datetime import timedelta

import pytest

from tests.api.papers import links_in, pages_of, text_of

HEADERS = {
    "Content-Type": "application/pdf",
    "Content-Disposition": 'inline; filename="certificate.pdf"',
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def certificate(record, resource="member"):
    return f"{resource}/{record['uid']}/certificate/"


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
