"""Mike's gymnastics club, from the first step to the parents' mail (seed 000)."""

from tests.asking import STEPS, Club


def test_the_coach_ticks_the_last_step_and_the_parents_have_the_mail(club: Club) -> None:
    parent = club.person(first_name="Paula", email="paula@example.org")
    child = club.person(guardians=[parent["uri"]])
    uid = club.start(contact=child, role="coach")["uid"]

    club.done(f"achievement/{uid}/complete_step/", {"number": 1}, role="coach")
    club.done(f"achievement/{uid}/complete_step/", {"step": STEPS[1]}, role="coach")
    last = club.done(f"achievement/{uid}/complete_step/", {"number": 3, "step": STEPS[2]}, role="coach")
    finished = club.done(f"achievement/{uid}/finish/", role="coach")
    club.house.settle()

    assert last["percentage"] == 100 and not last["finished"]
    assert finished["finished"] and finished["finished_date"] == "2026-11-21T12:00:00"
    assert [address for address, _ in club.mails()] == ["paula@example.org"]


def test_finishing_twice_is_refused_and_tells_one_event_and_one_mail(club: Club) -> None:
    uid = club.finished()["uid"]

    again = club.ask("PUT", f"achievement/{uid}/finish/")
    club.house.settle()

    assert again.status == 409
    assert club.got("event/?type=achievement_completed")["total"] == 1
    assert len(club.mails()) == 1


def test_the_stream_delivering_twice_sends_one_mail(club: Club) -> None:
    club.house.faults.duplicate_next = 10

    club.finished()
    club.house.settle()

    assert len(club.mails()) == 1


def test_a_lost_stream_only_costs_time(club: Club) -> None:
    club.house.faults.lose_next = 1_000
    club.finished()
    club.house.settle()
    before = club.mails()

    club.house.turn_to(club.house.clock.now().replace(hour=13))

    assert before == []
    assert len(club.mails()) == 1
