"""The demo's memberships: every stage stands from the start, and nobody was mailed about the past."""

from collections import Counter

from sandbox import demo
from tests.secretary import Secretary


def test_the_demo_has_memberships_at_every_stage_and_mails_nothing_of_the_past(office: Secretary) -> None:
    club = office.club

    demo.fill(club.house, club.residents)

    shown = club.got("member/?page_size=100")["results"]
    latest = Counter(one["status"] for one in shown if one["renewed_as"] is None)
    assert latest == Counter({"active": 9, "lapsed": 2, "pending": 2, "cancelled": 1})
    assert any(one["renewed_as"] for one in shown) and any(one["auto_renew"] for one in shown)
    assert any(one["override"] for one in shown) and any(one["linked_members"] for one in shown)
    assert any(one["cancel_date"] and one["status"] == "active" for one in shown)
    assert club.house.sweep()["failed"] == 0
    about = {mail.tags["template"] for mail in club.house.mails()}
    reminders = {"cancelling_membership", "expiring_1wk", "renewing_1wk"}
    assert about <= {"achievement_completed", "reward_issued", *reminders}
