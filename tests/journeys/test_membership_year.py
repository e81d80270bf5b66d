"""A membership from start to lapse, by turning the clock (seed 003; issue: it must show)."""

from collections import Counter

from tests.secretary import Secretary

YEAR = [
    ("2026-11-21", "new_membership"),
    ("2027-10-10", "expiring_6wk"),
    ("2027-10-24", "expiring_4wk"),
    ("2027-10-31", "expiring_3wk"),
    ("2027-11-07", "expiring_2wk"),
    ("2027-11-14", "expiring_1wk"),
    ("2027-11-20", "expiring_soon"),
    ("2027-12-21", "lapsed"),
    ("2027-12-22", "lapsed_1d"),
    ("2027-12-28", "lapsed_1wk"),
    ("2028-01-04", "lapsed_2wk"),
    ("2028-01-18", "lapsed_4wk"),
]


def test_fourteen_months_send_each_mail_once_on_its_day(office: Secretary) -> None:
    member = office.active()

    office.turn_to("2028-01-21T12:00")

    assert office.sent() == YEAR
    assert office.events() == [name for _, name in YEAR]
    assert office.got(member)["status"] == "lapsed"


def test_the_same_fourteen_months_in_one_step_tell_what_is_true_and_send_nothing_old(
    office: Secretary,
) -> None:
    member = office.active()
    office.club.house.settle()

    office.jump_to("2028-01-21T12:00")

    assert office.sent() == [("2026-11-21", "new_membership")]
    assert office.events() == ["new_membership", "lapsed"]
    assert office.got(member)["status"] == "lapsed"
    office.turn_to("2028-12-31")
    assert office.sent()[1:] == [("2028-03-20", "lapsed_90d")]


def test_after_a_day_without_the_job_what_fell_due_is_caught_up_once(office: Secretary) -> None:
    office.active()
    office.turn_to("2027-11-19")
    before = len(office.sent())

    office.jump_to("2027-11-20T18:00")
    office.jump_to("2027-11-20T19:00")

    assert office.sent()[before:] == [("2027-11-20", "expiring_soon")]


def test_three_days_down_pass_over_what_a_later_reminder_overtook(office: Secretary) -> None:
    office.active(kind=office.type(grace_days=0))
    office.turn_to("2027-11-18")
    before = len(office.sent())

    office.jump_to("2027-11-22T01:00")

    assert office.sent()[before:] == [("2027-11-22", "lapsed"), ("2027-11-22", "lapsed_1d")]
    assert Counter(office.events())["expiring_soon"] == 0


def test_what_became_true_more_than_36_hours_ago_is_recorded_and_sends_nothing(office: Secretary) -> None:
    office.active(kind=office.type(grace_days=0))
    office.turn_to("2027-11-20T12:00")
    before = office.sent()

    office.jump_to("2027-11-22T12:01")

    assert office.sent() == [*before, ("2027-11-22", "lapsed_1d")]
    assert Counter(office.events())["lapsed"] == 1


def test_auto_renewal_goes_on_from_year_to_year_and_says_renewing(office: Secretary) -> None:
    member = office.active(auto_renew=True)

    office.turn_to("2028-11-21T12:00")

    chain = office.club.got(f"member/?number={member['membership_number']}")["results"]
    assert sorted(one["start_date"][:10] for one in chain) == ["2026-11-21", "2027-11-21", "2028-11-21"]
    names = Counter(name for _, name in office.sent())
    assert names == Counter(
        {
            "new_membership": 1,
            **{f"renewing_{when}": 2 for when in ("6wk", "4wk", "3wk", "2wk", "1wk", "soon")},
            "renewal_confirmation": 2,
            "renewed_membership": 2,
        }
    )


def test_years_without_the_job_make_every_period_once_and_write_to_nobody(office: Secretary) -> None:
    member = office.active(auto_renew=True)
    office.club.house.settle()

    office.jump_to("2031-06-01")

    chain = office.club.got(f"member/?number={member['membership_number']}")["results"]
    starts = sorted(one["start_date"][:10] for one in chain)
    assert starts == [f"{year}-11-21" for year in range(2026, 2031)]
    assert [one["status"] for one in chain if one["start_date"][:4] == "2030"] == ["active"]
    confirmed = [name for _, name in office.sent() if name != "renewal_confirmation"]
    assert confirmed == ["new_membership"]


def test_a_renewed_year_begins_with_its_own_mail_and_the_old_one_sends_no_more(office: Secretary) -> None:
    member = office.active()
    office.turn_to("2027-11-10")
    before = len(office.sent())

    office.call(member, "renew")
    office.turn_to("2027-12-31")

    assert office.sent()[before:] == [
        ("2027-11-10", "renewal_confirmation"),
        ("2027-11-21", "renewed_membership"),
    ]


def test_the_mail_says_who_what_and_until_when_in_the_tenants_days(office: Secretary) -> None:
    office.club.done("tenant/", {"timezone": "America/New_York"})
    member = office.active(number="EAB54")
    office.club.house.settle()

    mail = office.club.house.mails()[-1]

    assert mail.to == ("ada@example.org",)
    text = " ".join(mail.text.split())
    for said in ("Ada Berger", "Grade F", "EAB54", "from 21 November 2026 until 21 November 2027"):
        assert said in text
    link = f"http://127.0.0.1:8000/api/v1/public/example/member/{member['link_id']}"
    assert f"{link}/certificate/" in text


def test_midnight_is_the_tenants(office: Secretary) -> None:
    office.club.done("tenant/", {"timezone": "America/New_York"})
    member = office.active(kind=office.type(grace_days=0))

    office.turn_to("2027-11-21T04:59")
    before = office.got(member)["status"]
    office.turn_to("2027-11-21T05:00")

    assert (before, office.got(member)["status"]) == ("active", "lapsed")
    assert office.sent()[-1] == ("2027-11-21", "lapsed")


def test_no_trigger_no_mail(office: Secretary) -> None:
    office.club.done("triggers/", {"lapsed": [{"action": "send-templated-email", "template": "lapsed"}]})
    office.active()

    office.turn_to("2028-06-01")

    assert office.sent() == [("2027-12-21", "lapsed")]
