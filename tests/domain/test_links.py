"""A public link opens the one paper that it was given out for, and everything else looks as if it were not."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.links import Link, NoSuchPaper, Paper, check, read, sign, signed_query

from .papers import NOON, TAIL, a_tenant

UID = "5e3453b40b915a4c234a36ab"
PAPER = Paper("member", "certificate.pdf")
IN_OURS = Paper("member", "certificate.pdf", "our-own")
TOMORROW = NOON + timedelta(days=1)
SIGNED = signed_query(a_tenant(), PAPER, UID + TAIL, TOMORROW)


def opens(
    text: str, paper: Paper = PAPER, *, tail: str | None = TAIL, at: datetime = NOON, **how: str
) -> bool:
    tenant = a_tenant(public_links=how.get("policy", "signed"))
    try:
        check(read(text, how.get("exp"), how.get("sig")), paper, tail, tenant, now=at)
    except NoSuchPaper:
        return False
    return True


def test_a_link_is_a_uid_with_or_without_its_tail() -> None:
    assert read(UID, None, None) == Link(UID, None)
    assert read(UID + TAIL, "1", "s") == Link(UID, TAIL, "1", "s")


@pytest.mark.parametrize(
    "text",
    ["", "x", UID[1:], UID.upper(), UID + "0", UID + TAIL[1:], UID + TAIL + "0", f"{UID}\n", f" {UID}"],
)
def test_nothing_else_is_one(text: str) -> None:
    with pytest.raises(NoSuchPaper, match=r"^There is no such document\.$"):
        read(text, None, None)


@pytest.mark.parametrize(
    ("exp", "sig", "signed"), [(None, None, False), ("1", None, True), (None, "s", True), ("", "", True)]
)
def test_half_a_signature_is_judged_as_one(exp: str | None, sig: str | None, signed: bool) -> None:
    assert read(UID, exp, sig).signed is signed


@pytest.mark.parametrize("policy", ["open", "signed"])
def test_the_tail_opens_for_good_and_a_wrong_one_never(policy: str) -> None:
    assert opens(UID + TAIL, policy=policy)
    assert not opens(UID + TAIL[::-1], policy=policy)
    assert not opens(UID + TAIL, tail=None, policy=policy)
    assert not opens(UID + TAIL, tail="", policy=policy)


def test_the_plain_uid_opens_where_the_tenant_says_so() -> None:
    assert opens(UID, policy="open")
    assert not opens(UID, policy="signed")


def test_a_signature_opens_the_plain_uid_and_the_whole_id_until_its_moment() -> None:
    last = TOMORROW - timedelta(microseconds=1)

    assert opens(UID, **SIGNED) and opens(UID + TAIL, **SIGNED) and opens(UID, at=last, **SIGNED)
    assert not opens(UID, at=TOMORROW, **SIGNED)


@pytest.mark.parametrize("policy", ["open", "signed"])
@pytest.mark.parametrize(
    "spoilt",
    [
        {"sig": ""},
        {"sig": SIGNED["sig"][:-1]},
        {"sig": SIGNED["sig"].upper()},
        {"sig": "ü" * 64},
        {"exp": ""},
        {"exp": str(int(SIGNED["exp"]) + 1)},
        {"exp": f" {SIGNED['exp']}"},
        {"exp": f"+{SIGNED['exp']}"},
        {"exp": "9" * 12},
    ],
)
def test_a_signature_that_is_not_ours_shuts_even_an_open_link(policy: str, spoilt: dict[str, str]) -> None:
    assert not opens(UID, policy=policy, **SIGNED | spoilt)


@pytest.mark.parametrize(
    "other",
    [
        Paper("achievement", PAPER.name),
        Paper("member", "invoice.pdf"),
        IN_OURS,
    ],
)
def test_a_signature_is_good_for_one_paper(other: Paper) -> None:
    assert not opens(UID, other, **SIGNED)


def test_a_new_tail_ends_the_signed_links_too() -> None:
    assert not opens(UID, tail=TAIL[::-1], **SIGNED)


def test_a_record_without_a_tail_can_be_signed_for() -> None:
    said = signed_query(a_tenant(), PAPER, UID, TOMORROW)

    assert opens(UID, tail=None, **said)


def test_an_expiry_of_eleven_digits_is_still_a_moment() -> None:
    far = datetime.fromtimestamp(99_999_999_999, UTC)

    assert opens(UID, **signed_query(a_tenant(), PAPER, UID + TAIL, far))


def test_the_query_tells_the_template_the_moment_and_the_signature_in_this_order() -> None:
    plain = signed_query(a_tenant(), PAPER, UID + TAIL, TOMORROW)
    ours = signed_query(a_tenant(), IN_OURS, UID + TAIL, TOMORROW)

    assert list(plain) == ["exp", "sig"] and list(ours) == ["template", "exp", "sig"]
    assert ours["template"] == "our-own" and ours["exp"] == plain["exp"] == "1795348800"
    assert opens(UID, IN_OURS, exp=ours["exp"], sig=ours["sig"])


def test_the_signature_is_over_all_that_the_link_leads_to() -> None:
    said = f"public link\nGET\nexample\nmember\n{UID}{TAIL}\ncertificate.pdf\nour-own\n1795348800"
    wanted = hmac.new(b"a secret", said.encode(), hashlib.sha256).hexdigest()

    assert sign(a_tenant(), IN_OURS, UID + TAIL, TOMORROW) == wanted
