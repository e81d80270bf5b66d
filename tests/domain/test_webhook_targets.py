"""Where a webhook may go: the words of a URL, and the addresses behind its name (promises D35)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.public_address import is_public
from chalicelib.domain.webhook_url import fault_in_url

GOOD = [
    "https://hooks.example.org/laurel",
    "https://hooks.example.org",
    "https://hooks.example.org:443/a?key=b&c=%20",
    "https://HOOKS.example.ORG/",
    "https://hooks.example.org./",
    "https://xn--bcher-kva.example/",
    "https://a.b.c.example.co.uk/x",
]
BAD = [
    "http://hooks.example.org/",
    "ftp://hooks.example.org/",
    "//hooks.example.org/",
    "hooks.example.org/laurel",
    "https:///laurel",
    "https://",
    "",
    "https://localhost/",
    "https://LOCALHOST/",
    "https://api.localhost/",
    "https://printer.local/",
    "https://vault.internal/",
    "https://metadata.google.internal/",
    "https://router.lan/",
    "https://1.0.168.192.in-addr.arpa/",
    "https://intranet/",
    "https://127.0.0.1/",
    "https://8.8.8.8/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.0.0.1/",
    "https://0177.0.0.1/",
    "https://1.2.3.0x4/",
    "https://hooks.example.0x7f/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[2606:4700::1111]/",
    "https://[fe80::1%25eth0]/",
    "https://user@hooks.example.org/",
    "https://user:secret@hooks.example.org/",
    "https://@hooks.example.org/",
    "https://hooks.example.org@127.0.0.1/",
    "https://hooks.example.org:8443/",
    "https://hooks.example.org:80/",
    "https://hooks.example.org:0/",
    "https://hooks.example.org:99999/",
    "https://hooks.example.org:x/",
    "https://hooks.example.org/#part",
    "https://hooks.example.org\\@127.0.0.1/",
    "https://hooks.example.org/\r\nHost: inside",
    "https://hooks.example.org/a b",
    "https://hooks.example.org/\t",
    "https://hóoks.example.org/",
    "https://hooks。example。org/",
    "https://127。0。0。1/",
    "https://①②⑦.0.0.1/",
    "https://hooks_1.example.org/",
    "https://-hooks.example.org/",
    "https://hooks..example.org/",
    "https://" + "a." * 130 + "org/",
    "https://hooks.example.org/" + "a" * 2_000,
]


@pytest.mark.parametrize("url", GOOD)
def test_a_url_of_a_public_name_may_be_called(url: str) -> None:
    assert fault_in_url(url) is None


@pytest.mark.parametrize("url", BAD)
def test_any_other_is_refused_by_its_words_alone(url: str) -> None:
    assert fault_in_url(url)


@given(st.text(max_size=80))
def test_no_text_breaks_the_judgement(text: str) -> None:
    fault = fault_in_url(f"https://{text}")

    assert fault is None or isinstance(fault, str)


PUBLIC = ["8.8.8.8", "1.1.1.1", "93.184.215.14", "2606:4700:4700::1111", "2a00:1450:4001:80b::200e"]
PUBLIC += ["::ffff:8.8.8.8", "64:ff9b::808:808"]
INSIDE = [
    *(
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
    ),
    *("169.254.169.254", "169.254.170.2", "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.0.8"),
    *("192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.7", "203.0.113.9"),
    *("224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *(
        "::",
        "::1",
        "::7f00:1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
    ),
    *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::10.0.0.1", "64:ff9b:1::808:808"),
    *("2002:7f00:1::", "2002:a9fe:a9fe::", "2001::1", "2001:db8::1", "3fff::1", "100::1", "5f00::1"),
    *("fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "2606:4700::1111%eth0"),
    *("", "hooks.example.org", "127.1", "2130706433", "8.8.8.8 ", "8.8.8.8/32"),
]


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_may_be_called(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", INSIDE)
def test_no_address_of_an_inside_may_be_called_in_any_notation(address: str) -> None:
    assert not is_public(address)


@given(st.integers(0, 2**32 - 1))
def test_an_ipv4_address_is_judged_alike_however_ipv6_writes_it(number: int) -> None:
    plain = ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))

    assert is_public(f"::ffff:{plain}") == is_public(f"64:ff9b::{plain}") == is_public(plain)


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://example.org/" + "x" * 1_980, None),
        ("https://example.org/" + "x" * 1_981, "a URL of at most 2000 ASCII characters is expected"),
        ("https://example.org/\\x", "a URL of at most 2000 ASCII characters is expected"),
        ("https://[x", "not a URL"),
        ("https://example.org:x/", "not a URL"),
        ("http://example.org/", "https is expected"),
        ("https://u:p@example.org/", "a URL may not carry a name or password"),
        ("https://example.org/#x", "a URL may not end in a fragment"),
        ("https://example.org:8443/", "only port 443 is called"),
        ("https://example.org:443/", None),
        ("https:///x", "a host with a public name is expected"),
        ("https://localhost/", "a host with a public name is expected"),
        ("https://" + ("x" * 49 + ".") * 5 + "org/", None),
        ("https://" + ("x" * 49 + ".") * 5 + "a.b/", None),
        ("https://" + ("x" * 49 + ".") * 5 + "abcd/", "a host with a public name is expected"),
    ],
)
def test_why_a_url_is_no_target(url: str, fault: str | None) -> None:
    assert fault_in_url(url) == fault
