"""A life of one person through every room of the house, with a canary in every word that is said of it."""

import json
from datetime import timedelta
from typing import Any

from chalicelib.actions import quarantine
from chalicelib.store.codec import decode_item
from tests.api import aiming, playing
from tests.asking import Club
from tests.awarding import given, table_of

CANARY = "canary"
NAMES = {
    "first_name": "Canaryfirst",
    "last_name": "Canarylast",
    "emails": ["canary.mail@example.org", "canary.second@example.org"],
    "phone": "+44 20 canary",
    "job_title": "Canaryjob",
    "profile_picture": "https://example.org/canary.png",
    "member_ref": "CANARY-1",
    "number": 7_777,
    "date_of_birth": "1990-01-01",
}
EVENTS = "/api/example/events"
# Copies that live for minutes: the standing of an address.
COPIES = frozenset({"STATUS"})
# What stays as it is until the books may go: docs/privacy.md.
BY_LAW = {"INV", "PAY"}


def lived(club: Club) -> Any:
    """The person; all that was on its way has come to its end."""
    guardian = club.person(first_name="Paula", email="paula@example.org")
    triggers = club.got("triggers/")
    hook = {"action": "webhook", "url": "https://hooks.example.org/laurel"}
    club.made("webhook_secret/", None)
    club.done("triggers/", {name: [*actions, hook] for name, actions in triggers.items()})
    person = club.made("person/", {**NAMES, "guardians": [guardian["uri"]]})
    for live in (_learns, _belongs, _pays, _books, _plays, _is_known, _is_a_guardian):
        live(club, person)
        club.house.settle()
    club.house.turn_to(club.house.clock.now() + timedelta(minutes=10))
    return person


def _learns(club: Club, person: Any) -> None:
    for end in (True, False):
        uid = club.start(contact=person)["uid"]
        club.done(f"achievement/{uid}/", {"note": "canary on her way"})
        proof = {"number": 1, "note": "canary rolled", "evidence": ["https://example.org/canary"]}
        club.done(f"achievement/{uid}/complete_step/", proof, role="coach")
        if end:
            club.done(f"achievement/{uid}/complete_all_steps/")
            club.done(f"achievement/{uid}/finish/")


def _belongs(club: Club, person: Any) -> None:
    kind = club.made(
        "membership_type/",
        {"name": "Fellow", "period": "P1Y", "price": "120.00", "currency": "GBP", "max_linked_members": 2},
    )
    plan = club.made("payment_plan/", {"name": "Twelfths", "payments": 12, "interval": "P1M"})
    asked = {"member": person["uri"], "membership_type": kind["uri"], "payment_plan": plan["uri"]}
    member = club.made("member/", {**asked, "external_ref": "canary-ref", "auto_renew": True})
    assert club.ask("POST", f"member/{member['uid']}/activate/").status == 200
    held = {"status": "active", "until": "2027-01-01", "reason": "canary asked for it"}
    assert club.ask("PUT", f"member/{member['uid']}/override/", held).status == 200
    assert club.ask("POST", f"member/{member['uid']}/unpack_payment_plan/").status == 201
    club.got("user/membership/?email=canary.mail@example.org")
    other = club.made(
        "member/", {"member": person["uri"], "membership_type": kind["uri"], "start_date": "2025-06-01"}
    )
    assert club.ask("POST", f"member/{other['uid']}/cancel/", {"reason": "canary moved away"}).status == 200


def _pays(club: Club, person: Any) -> None:
    payer = {"contact": person["uri"], "currency": "GBP"}
    lines = [{"description": "Kit of canary", "unit_price": "40.00"}]
    club.made("invoice/", {**payer, "lines": lines, "reference": "canary paid"})
    club.made("quote/", {**payer, "lines": lines, "reference": "canary asked"})
    owed = club.made("payment/", {**payer, "amount": "5.00", "description": "canary's kit"})
    assert club.ask("POST", f"payment/{owed['uid']}/pay/", {"reference": "canary by hand"}).status == 200


def _books(club: Club, person: Any) -> None:
    said = {"name": "Canary's party", "location": "At canary's", "description": "canary is ten"}
    booking = club.made("booking/", {**said, "start_date": "2026-12-01", "contact": person["uri"]})
    ticket = {"booking": booking["uri"], "name": "Canary", "contact": person["uri"], "reference": "canary"}
    club.made("ticket/", ticket)


def _plays(club: Club, person: Any) -> None:
    club.made(f"person/{person['uid']}/points/", {"points": 1000, "reason": "canary helped"})
    club.made("group/", {"name": "Mondays", "members": [person["uri"]]})
    playing.rank(club)
    aim = aiming.target(club, aiming.group(club))
    aiming.enrolled(club, aim, NAMES["number"])
    sale = {"memberRefId": "CANARY-1", "action": "sale", "sourceValue": 20_000, "entityRefId": "canary"}
    email = {"memberRefId": "CANARY-1", "action": "email.sent", "metadata": {"to": "canary"}}
    reply = club.ask("POST", EVENTS, [sale, email])
    assert {one["status"] for one in reply.json["data"]} == {"accepted"}, reply.body
    given(club, person["uid"], acknowledgement=True)
    odd = {"action": "odd", "relatesToExternal": "canary"}
    quarantine.note(table_of(club), person["uid"], "e" * 32, "canary", odd, at=club.house.clock.now())


def _is_known(club: Club, person: Any) -> None:
    bound = {"role": "member", "contact": person["uri"], "label": "canary's phone"}
    key = {"X-API-KEY": club.made("api_key/", bound)["key"]}
    [entry, *_] = playing.walk(club, playing.STREAM)
    liked = club.ask("PUT", f"{playing.STREAM}/{entry['id']}/high-five", role=None, headers=key)
    assert liked.status in (200, 204), liked.body
    assert club.ask("POST", "suppression/", {"email": "canary.second@example.org"}).status == 204


def _is_a_guardian(club: Club, person: Any) -> None:
    child = club.person(first_name="Wren", email="child@example.org", guardians=[person["uri"]])
    club.finished(contact=child)


def erased(club: Club, uid: str) -> Any:
    """Asked for, and an hour later."""
    reply = club.ask("PUT", f"person/{uid}/erase/")
    assert reply.status == 202, reply.body
    club.house.turn_to(club.house.clock.now() + timedelta(hours=1))
    return club.got(f"erasure/{uid}/")


def items(club: Club) -> list[dict[str, Any]]:
    return [decode_item(item) for item in club.items()]


def told_of(found: list[dict[str, Any]], word: str = CANARY) -> list[str]:
    """The places of the items that say the word, in whatever case."""
    return [f"{item['pk']} {item['sk']}" for item in found if word in json.dumps(item, default=str).lower()]
