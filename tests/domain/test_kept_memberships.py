"""A membership as it is kept: it knows the requests that were carried out on it."""

from datetime import UTC, datetime

from chalicelib.domain.kept_memberships import MOST_REQUESTS, KeptMembership

from .memberships import a_membership

NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)


def a_kept_one() -> KeptMembership:
    return KeptMembership(
        uid="5e3453b40b915a4c234a36ab",
        created=NOW,
        last_updated=NOW,
        membership=a_membership(period="P1Y", joined="2026-01-01"),
        link_tail="0" * 16,
        contact_resource="person",
        contact_name="James",
        type_name="Fellow",
    )


def test_a_request_is_heeded_once():
    kept = a_kept_one()

    assert [kept.heeds(request) for request in ("a", "b", "a", "b", "c")] == [True, True, False, False, True]


def test_the_last_requests_are_known_and_older_ones_forgotten():
    kept = a_kept_one()
    asked = [str(number) for number in range(MOST_REQUESTS + 1)]

    for request in asked:
        kept.heeds(request)

    assert kept.requests == tuple(asked[1:])
