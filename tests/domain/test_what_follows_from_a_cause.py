"""Ids that follow from their cause: the next release must make the same, or it would do old work again."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from chalicelib.domain.activity import activity_uid, mark, own_uid, set_aside_uid
from chalicelib.domain.api_key import digest, mint
from chalicelib.domain.award import Issue, award_uid
from chalicelib.domain.delivery import delivery_uid
from chalicelib.domain.events import event_uid
from chalicelib.domain.icons import OF_THE_SEED, STARTERS
from chalicelib.domain.ids import as_uuid
from chalicelib.domain.import_job import drawn, imported_uid
from chalicelib.domain.invoice import renewal_invoice
from chalicelib.domain.kept_memberships import link_tail
from chalicelib.domain.mail import mail_uid
from chalicelib.domain.membership_number import number_from
from chalicelib.domain.paper_template import logo_digest, template_uid
from chalicelib.domain.points import entry_uid
from chalicelib.domain.renewal import next_uid
from chalicelib.domain.reward_type import SYSTEM, reward_type_uid
from chalicelib.domain.unpacking import payment_uid
from chalicelib.domain.webhook_secret import WebhookSecret, fresh

MEMBER = "5e3453b40b915a4c234a36ab"
CHANCE = "00112233445566778899aabbccddeeff"
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ISSUE = Issue(achievement="SrgnQW4Bl-kxmqaGhevd", contact="c" * 24, key="2026-W47")

MADE: list[tuple[Callable[[], object], object]] = [
    (lambda: event_uid("achievement_completed", MEMBER, 1), "70720e408dbb6d0b4ccd44e9"),
    (lambda: award_uid(ISSUE, "1cn4DmUBkPH_lz9GixDL"), "QNj_Wa9PsKrQzb70ut4C"),
    (lambda: payment_uid(MEMBER, 1, 12), "547585780bf664c536d27d32"),
    (lambda: renewal_invoice(MEMBER), "93f234055900dcb718f94424"),
    (lambda: next_uid(MEMBER, date(2027, 1, 1)), "ecd6b8e33cd944bcf91c0f41"),
    (lambda: delivery_uid("e" * 24, "https://example.org/hook"), "62ccce9b285ed6c44a238dad"),
    (lambda: mail_uid("e" * 24, "lapsed", "Ada@X.org"), "70dd3167133b810ac0465117"),
    (lambda: mail_uid("e" * 24, "lapsed", None), "fd959175f1b6459c338b9025"),
    (lambda: entry_uid("badge:x"), "abc7068582d53d161773b29d"),
    (lambda: template_uid("our-certificate"), "fa0bf973373bfe9191a39cd2"),
    (lambda: logo_digest(b"a logo"), "debe7e55e398958e5bb73e3534d991e8"),
    (lambda: logo_digest(None), None),
    (lambda: reward_type_uid("badge"), "e5BbKw_e47_8uVVLI0xT"),
    (lambda: activity_uid("order-1"), "QSgJ3io07dr_BXALhZgrhT"),
    (lambda: own_uid(CHANCE), "VYLQZN68IH31FMzrEhQD0S"),
    (lambda: mark("order-1"), b"\x0b\xaf\xe2!V\xd2i\x8c"),
    (lambda: set_aside_uid("c" * 24, "order-1"), "71528629cc7855e989502b74"),
    (
        lambda: drawn("a secret", "link", "m-1"),
        "26a8061a6f496e7214b8a8a743d58e9d38ea9cf6a6bcc304a49838658fb72819",
    ),
    (lambda: imported_uid("a secret", "contact", "m-1"), "bd8b345092d5cb85bd65fbbc"),
    (lambda: imported_uid("a secret", "contact", "m-1", 2), "4ee61f14de4427958f527c36"),
    (lambda: digest("lrl_a\ud800"), "e6c3e4b8cabd6303608181dbc1ed051efc6f7ac964edc092d98b999217d81432"),
    (lambda: mint("a" * 12, "b" * 32), "lrl_aaaaaaaaaaaa_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb3g8DiW"),
    (lambda: number_from(CHANCE), "ZRVVF"),
    (lambda: number_from("0123456789abcdef"), "HHMRU"),
    (lambda: link_tail(CHANCE), "0011223344556677"),
    (lambda: as_uuid(CHANCE), "00112233-4455-4677-8899-aabbccddeeff"),
    (lambda: fresh("x" * 43), "eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eA=="),
    (
        lambda: WebhookSecret.first(fresh("x"), at=NOON).signature("e" * 24, NOON, b"{}"),
        "v1,VyGq4/woiH7K+WnvzXuezb3XS8MWmlRiGbcJloAT8l4=",
    ),
    (
        lambda: {one.key: uid for uid, one in SYSTEM.items()},
        {"points": "1cn4DmUBkPH_lz9GixDL", "badge": "e5BbKw_e47_8uVVLI0xT"},
    ),
    (
        lambda: {name: uid for uid, name in STARTERS.items()},
        {
            "star": "0ne5jGYB36Z7kpQy5AT9",
            "laurel": "8lGVYnonlsBZJ8Y0HrB3",
            "trophy": "ewjQeXtXJAeprqcS6BIo",
            "medal": "Dn1Or6BNsB3W2IQKx3Hh",
            "ribbon": "sKOi7bj4FrWwQ1qsBeOq",
            "crown": "_qktzhdfsLKDFCMHDSqe",
            "shield": "FY5QBPd8HBQKP96V0-Pm",
            "flame": "hPbd-Bkd2DSMAVxQigIz",
            "bolt": "xNPC6snh41F_tuBNxYwr",
            "heart": "NpdlAgrEU3CyIKOE86TB",
            "target": "ah2xBWiVjtbgn9Mao3vI",
            "flag": "5SwvCKDcj3ykrw-1UyJo",
        },
    ),
]


@pytest.mark.parametrize(("make", "made"), MADE)
def test_it_is_what_it_always_was(make: Callable[[], object], made: object) -> None:
    assert make() == made


def test_an_address_in_capitals_is_the_same_mail() -> None:
    assert mail_uid("e", "lapsed", "ADA@X.ORG") == mail_uid("e", "lapsed", "ada@x.org")


def test_the_icon_of_the_seed_is_the_star() -> None:
    assert STARTERS[OF_THE_SEED] == "star" and len(STARTERS) == 12
