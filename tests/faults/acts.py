"""What stands before each flow: made through the product, so that it stands as the product leaves it."""

from unittest.mock import patch

from chalicelib.actions import tenants
from chalicelib.reactions import book
from chalicelib.store import lists
from chalicelib.store.outbox import EVENTS
from tests.faults.flow import Arrange, Request, deliver
from tests.faults.injector import Killed, Plan
from tests.faults.stage import Stage


def all_of(*parts: Arrange) -> Arrange:
    def arrange(stage: Stage) -> None:
        for part in parts:
            part(stage)

    return arrange


def _kept(stage: Stage, record: dict[str, str]) -> None:
    stage.notes["uid"] = record["uid"]


def a_guardian(stage: Stage) -> None:
    stage.notes["guardian"] = stage.club.person(first_name="Paula", email="paula@example.org")["uri"]


def a_contact_with_open_work(resource: str, name: dict[str, str]) -> Arrange:
    """One that is in every index and holds every guard, with an open achievement that carries its name."""

    def arrange(stage: Stage) -> None:
        a_guardian(stage)
        held = {"emails": ["one@example.org", "two@example.org"], "member_ref": "M-1"}
        body = {**name, **held, "guardians": [stage.notes["guardian"]]}
        contact = stage.club.made(f"{resource}/", body)
        stage.club.start(contact=contact)
        _kept(stage, contact)
        stage.notes["contact"] = contact["uri"]

    return arrange


def a_dependant(stage: Stage) -> None:
    if "/person/" in stage.notes["contact"]:
        stage.club.person(first_name="Child", guardians=[stage.notes["contact"]])


def a_type(stage: Stage) -> None:
    _kept(stage, stage.club.type())


def a_group(stage: Stage) -> None:
    _kept(stage, stage.club.made("group/", {"name": "Mondays"}))


def a_key(stage: Stage) -> None:
    _kept(stage, stage.club.made("api_key/", {"role": "coach", "label": "tablet"}))


def type_and_contact(stage: Stage) -> None:
    stage.notes |= {"type": stage.club.type()["uri"], "contact": stage.club.person()["uri"]}


def started(stage: Stage) -> None:
    _kept(stage, stage.club.start(contact=stage.club.person(email="ada@example.org")))


def one_step_done(stage: Stage) -> None:
    started(stage)
    stage.club.done(f"achievement/{stage.notes['uid']}/complete_step/", {"number": 1})


def all_done(stage: Stage) -> None:
    started(stage)
    stage.club.done(f"achievement/{stage.notes['uid']}/complete_all_steps/")


def finished(stage: Stage) -> None:
    all_done(stage)
    stage.club.done(f"achievement/{stage.notes['uid']}/finish/")


def finished_for_two(stage: Stage) -> None:
    a_guardian(stage)
    child = stage.club.person(first_name="Ada", email="ada@example.org", guardians=[stage.notes["guardian"]])
    _kept(stage, stage.club.finished(contact=child))


def hooked(stage: Stage) -> None:
    """A finish leads to a webhook and to nothing else."""
    stage.club.made("webhook_secret/", None)
    hook = {"action": "webhook", "url": "https://hooks.example.org/laurel"}
    stage.club.done("triggers/", {"achievement_completed": [hook]})


def finished_for_a_webhook(stage: Stage) -> None:
    hooked(stage)
    finished(stage)


def delivered(stage: Stage) -> None:
    finished_for_a_webhook(stage)
    deliver(stage, False)
    stage.notes["uid"] = stage.club.got("delivery/?state=delivered")["results"][0]["uid"]


def gone(stage: Stage) -> None:
    """From now on the receiver says that it is no more."""
    stage.house.inbox.answer = lambda _: 410


def finished_for_nobody(stage: Stage) -> None:
    _kept(stage, stage.club.finished(contact=stage.club.person(first_name="Nemo")))


def reopened(stage: Stage) -> None:
    """With the reopening leading to a mail of its own."""
    action = {"action": "send-templated-email", "template": "achievement_completed"}
    stage.club.done("triggers/", {"achievement_reopened": [action], "achievement_completed": [action]})
    finished(stage)
    stage.club.done(f"achievement/{stage.notes['uid']}/reopen/")


def renamed(stage: Stage) -> None:
    person = stage.club.person(first_name="Ada")
    stage.club.start(contact=person)
    stage.club.finished(contact=person)
    stage.club.start(contact=person)
    stage.club.done(f"person/{person['uid']}/", {"first_name": "Adele"})


def followed(stage: Stage) -> None:
    """The events were followed; the mails they led to are still to be sent."""
    wired, now = stage.house.wired, stage.house.clock.now()
    table, base_url = wired.table.of(stage.club.tenant), wired.settings.base_url
    for uid in _events(stage):
        book.follow(table, uid, now=now, templates=wired.mail_templates, base_url=base_url)


def set_aside(stage: Stage) -> None:
    finished(stage)
    stage.notes["uid"] = _events(stage)[0]
    table = stage.house.wired.table.of(stage.club.tenant)
    book._set_aside(table, stage.notes["uid"], "for the test", stage.house.clock.now())


def stopped_mail(stage: Stage) -> None:
    """A mail that ended at a suppressed address, which is open again now."""
    suppressed(stage, "ada@example.org")
    finished(stage)
    deliver(stage, False)
    stage.notes["uid"] = stage.club.got("mail/")["results"][0]["uid"]
    assert stage.club.ask("DELETE", "suppression/ada@example.org/").status == 204


def suppressed(stage: Stage, address: str = "a@example.org") -> None:
    assert stage.club.ask("POST", "suppression/", {"email": address}).status == 204


def stream_lost(stage: Stage) -> None:
    """Nothing that was written so far comes by the stream; the sweep's turn has come."""
    stage.house.faults.lose_next = 10_000
    stage.house.pump.drain()
    stage.wait(seconds=61)


def doubted(stage: Stage) -> None:
    """The sender died after SES had taken the mail, and its lease has run out."""
    followed(stage)
    stage.injector.arm()
    stage.witness.watching = True
    stage.house.pump.fetch()
    sending = ["GetItem", "PutItem", "BatchGetItem", "UpdateItem", "SendEmail"]
    numbering = ["BatchGetItem", "BatchGetItem", "TransactWriteItems"]  # the post that followed, too
    before = [*numbering, *_calls_of_followed(stage)]
    stage.injector.arm(Plan("kill_after", len(before) + len(sending)))
    try:
        stage.house.pump.drain()
    except Killed:
        assert stage.injector.calls[-1] == "SendEmail"
    stage.injector.disarm()
    stream_lost(stage)


def in_a_full_day(stage: Stage) -> None:
    """A mail that is still to be sent, shortly before the midnight of a day that has had its one."""
    wired = stage.house.wired
    change = {"mails_per_day": 1, "timezone": "UTC"}
    stage.house.turn_to(stage.house.clock.now().replace(hour=23, minute=40))
    tenants.change(wired.table.of(stage.club.tenant), change, at=wired.clock())
    finished(stage)
    deliver(stage, False)
    stage.club.finished(contact=stage.club.person(email="late@example.org"))
    followed(stage)


def _calls_of_followed(stage: Stage) -> list[str]:
    """The stream's record of each event costs one read, which finds it followed already."""
    return ["GetItem"] * len(_events(stage))


def tallied(stage: Stage) -> None:
    """Every list has a tally that counts what stands so far, as lists of hundreds have."""
    stage.wait(minutes=6)
    with patch.object(lists, "NEWS", 1):
        for collection in ("person", "organisation", "achievement", "achievement_type", "group"):
            stage.club.got(f"{collection}/")
        for person in stage.club.got("person/")["results"]:
            stage.club.got(f"achievement/?contact={person['uid']}")


def _events(stage: Stage) -> list[str]:
    return sorted(item["uid"] for item in stage.items() if item["sk"] == EVENTS.key("", "").sk)


def _token_form(stage: Stage) -> bytes:
    return f"grant_type=client_credentials&client_id=x&client_secret={stage.club.keys['admin']}".encode()


TOKEN = Request(
    "POST",
    "/oauth/token",
    role=None,
    raw=_token_form,
    headers={"Content-Type": "application/x-www-form-urlencoded"},
)
