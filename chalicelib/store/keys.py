"""Every key ever written. Each function has its row in docs/table.md; `{t}` there is the tenant."""

import hashlib
from datetime import date
from typing import NamedTuple

from .places import (
    DUE_SHARDS,
    about,
    due,
    due_shard,
    list_pk,
    listed,
    moment,
    owned,
    owner_pk,
    position,
    subject_pk,
)

__all__ = ["DUE_SHARDS", "about", "due", "due_shard", "list_pk", "listed", "moment", "owned", "owner_pk"]
__all__ += ["position", "subject_pk"]


class Key(NamedTuple):
    pk: str
    sk: str


def digest(*parts: str) -> str:
    """32 hex digits for text of any length, so that no user's text is ever part of a key."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


# Found before the tenant is known: the only partition that does not begin with a tenant.
def api_key(key_id: str) -> Key:
    return Key(f"K#{key_id}", "K")


# Settings of a tenant.
def tenant(t: str) -> Key:
    return Key(f"{t}#CFG", "TENANT")


def triggers(t: str) -> Key:
    return Key(f"{t}#CFG", "TRIGGERS")


def game(t: str) -> Key:
    return Key(f"{t}#CFG", "GAME")


def webhook_secret(t: str) -> Key:
    return Key(f"{t}#CFG", "WEBHOOK")


# Contacts, and what finds or guards them.
def contact(t: str, uid: str) -> Key:
    return Key(f"{t}#P#{uid}", "C")


def dependant(t: str, guardian: str, child: str) -> Key:
    return Key(f"{t}#P#{guardian}", f"DEP#{child}")


def email(t: str, address: str, contact_uid: str) -> Key:
    return Key(f"{t}#E#{digest(address.casefold())}", f"P#{contact_uid}")


def number(t: str, value: int) -> Key:
    return Key(f"{t}#NO#{value}", "NO")


def member_ref(t: str, value: str) -> Key:
    return Key(f"{t}#MR#{digest(value)}", "MR")


def group(t: str, uid: str) -> Key:
    return Key(f"{t}#G#{uid}", "G")


# Achievements.
def achievement_type(t: str, uid: str) -> Key:
    return Key(f"{t}#AT#{uid}", "AT")


def achievement(t: str, uid: str) -> Key:
    return Key(f"{t}#A#{uid}", "A")


# Bookings, and their tickets beside them; a ticket's own key only tells which booking it belongs to.
def booking(t: str, uid: str) -> Key:
    return Key(f"{t}#B#{uid}", "B")


def ticket(t: str, booking_uid: str, uid: str) -> Key:
    return Key(f"{t}#B#{booking_uid}", f"T#{uid}")


def ticket_pointer(t: str, uid: str) -> Key:
    return Key(f"{t}#T#{uid}", "T")


# Paper templates, and their logos beside them.
def paper_template(t: str, uid: str) -> Key:
    return Key(f"{t}#TP#{uid}", "TP")


def logo(t: str, template_uid: str, logo_digest: str) -> Key:
    return Key(f"{t}#TP#{template_uid}", f"LOGO#{logo_digest}")


# Memberships, and what finds or guards them: a contact's partition holds a pointer to each of its own
# (MS#) and to each that it is linked to (ML#).
MEMBERSHIP_POINTERS = ("ML#", "MS~")


def membership_type(t: str, uid: str) -> Key:
    return Key(f"{t}#MT#{uid}", "MT")


def membership(t: str, uid: str) -> Key:
    return Key(f"{t}#M#{uid}", "M")


def membership_of(t: str, contact_uid: str, type_uid: str, start: date) -> Key:
    return Key(contact(t, contact_uid).pk, f"MS#{type_uid}#{start.isoformat()}")


def link_of(t: str, contact_uid: str, link_uid: str) -> Key:
    return Key(contact(t, contact_uid).pk, f"ML#{link_uid}")


def membership_number(t: str, number: str) -> Key:
    return Key(f"{t}#MNO#{digest(number.casefold())}", "MNO")


def membership_ref(t: str, external_ref: str) -> Key:
    return Key(f"{t}#MXR#{digest(external_ref)}", "MXR")


def standing(t: str, address: str) -> Key:
    """The cached answer of the status call."""
    return Key(email(t, address, "").pk, "STATUS")


# Money.
def payment_plan(t: str, uid: str) -> Key:
    return Key(f"{t}#PP#{uid}", "PP")


def payment(t: str, uid: str) -> Key:
    return Key(f"{t}#PAY#{uid}", "PAY")


def invoice(t: str, uid: str) -> Key:
    return Key(f"{t}#INV#{uid}", "INV")


def quote(t: str, uid: str) -> Key:
    return Key(f"{t}#QUO#{uid}", "QUO")


def paper_number(t: str, series: str, value: str) -> Key:
    """Holds a number of the series `invoice` or `quote`, so that none is given twice."""
    return Key(f"{t}#BNO#{digest(series, value)}", "BNO")


def last_number(t: str, series: str) -> Key:
    return Key(f"{t}#BSEQ#{series}", "BSEQ")


# Achievements by rules (face 001): the definition, its long texts beside it, and what they are made with.
def competition(t: str, uid: str) -> Key:
    return Key(f"{t}#CA#{uid}", "CA")


def competition_texts(t: str, uid: str) -> Key:
    return Key(f"{t}#CA#{uid}", "TXT")


def icon(t: str, uid: str) -> Key:
    return Key(f"{t}#IC#{uid}", "IC")


def icon_file(t: str, uid: str) -> Key:
    return Key(f"{t}#IC#{uid}", "FILE")


def reward_type(t: str, uid: str) -> Key:
    return Key(f"{t}#RT#{uid}", "RT")


# Imports, with the rows that are not worked off yet and the faults that were found beside them.
def import_job(t: str, uid: str) -> Key:
    return Key(f"{t}#IMP#{uid}", "IMP")


def import_rows(t: str, uid: str, part: int) -> Key:
    return Key(import_job(t, uid).pk, f"ROWS#{part:04}")


def import_faults(t: str, uid: str, line: int) -> Key:
    return Key(import_job(t, uid).pk, f"FAULTS#{line:07}")


# The road of an activity event: the rules that are live, by the words under which events find them (`token`
# is the digest of one); the event, what it was counted towards, and what that led to.
def rules_head(t: str) -> Key:
    return Key(f"{t}#RI", "RI")


def rules_sieve(t: str, part: str) -> Key:
    return Key(rules_head(t).pk, f"S#{part}")


def rule(t: str, token: str, achievement_uid: str) -> Key:
    return Key(f"{t}#RI#{token}", f"CA#{achievement_uid}")


def rule_dependant(t: str, prerequisite: str, achievement_uid: str) -> Key:
    return Key(rules_head(t).pk, f"DEP#{prerequisite}#{achievement_uid}")


def activity(t: str, contact_uid: str, uid: str) -> Key:
    return Key(f"{t}#AE#{contact_uid}", f"AE#{uid}")


def counted(t: str, contact_uid: str, home: str, page: str) -> Key:
    return Key(activity(t, contact_uid, "").pk, f"CN#{home}#{page}")


def progress(t: str, contact_uid: str, home: str) -> Key:
    return Key(contact(t, contact_uid).pk, f"X#{home}")


def issue(t: str, contact_uid: str, achievement_uid: str, number: str) -> Key:
    return Key(contact(t, contact_uid).pk, f"W#{achievement_uid}#{number}")


def retroactive_run(t: str, achievement_uid: str) -> Key:
    return Key(f"{t}#RR#{achievement_uid}", "RR")


def receipt(t: str, uid: str) -> Key:
    return Key(f"{t}#AR#{uid}", "AR")


# What became true, and what leaves.
def event(t: str, uid: str) -> Key:
    return Key(f"{t}#EV#{uid}", "EV")


def mail(t: str, uid: str) -> Key:
    return Key(f"{t}#O#{uid}", "O")


def suppression(t: str, address: str) -> Key:
    return Key(f"{t}#SUP#{digest(address.casefold())}", "SUP")


def delivery(t: str, uid: str) -> Key:
    return Key(f"{t}#WD#{uid}", "WD")


def webhook_gone(t: str, url: str) -> Key:
    return Key(f"{t}#WH#{digest(url)}", "GONE")


def quarantine(t: str, uid: str) -> Key:
    return Key(f"{t}#Q#{uid}", "Q")


# Rewards as they are defined, awards, and points beside their contact.
def reward(t: str, uid: str) -> Key:
    return Key(f"{t}#RD#{uid}", "RD")


def award(t: str, uid: str) -> Key:
    return Key(f"{t}#AW#{uid}", "AW")


def points(t: str, contact_uid: str) -> Key:
    return Key(contact(t, contact_uid).pk, "PT")


def points_entry(t: str, contact_uid: str, uid: str) -> Key:
    return Key(contact(t, contact_uid).pk, f"PL#{uid}")


# Bookkeeping.
def idempotency(t: str, scope: str, key: str) -> Key:
    return Key(f"{t}#IK#{digest(scope, key)}", "IK")


def tally(t: str, collection: str) -> Key:
    return Key(f"{t}#TALLY#{collection}", "TALLY")
