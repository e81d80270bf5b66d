"""Two operations on the same achievement, mail, contact or list at once, in every order of their AWS calls."""

from chalicelib.reactions import book, sending
from chalicelib.store import lists
from chalicelib.store.lists import Shelf
from tests.faults import acts
from tests.faults.pairing import Pair, asks, statuses, sweeps, unharmed
from tests.faults.schedules import Played
from tests.faults.stage import Item, Stage


def follows(stage: Stage) -> None:
    acts.followed(stage)


def follows_the_last(stage: Stage) -> None:
    book.follow(
        stage.house.wired.table.of(stage.club.tenant),
        stage.notes["later"],
        now=stage.house.clock.now(),
        templates=stage.house.wired.mail_templates,
    )


def sends(stage: Stage) -> None:
    wired = stage.house.wired
    post = sending.Post(wired.mailer, wired.clock, wired.jitter, wired.settings.base_url)
    sending.deliver(wired.table.of(stage.club.tenant), stage.notes["mail"], post)


def counts(stage: Stage) -> int:
    """A list's count that moves its tally up."""
    table = stage.house.wired.table.of(stage.club.tenant)
    shelf = Shelf("list", f"{stage.club.tenant}#L#achievement_type")
    return lists.count(table, shelf, now=stage.house.clock.now())


def a_mail(stage: Stage) -> None:
    acts.finished(stage)
    acts.followed(stage)
    stage.notes["mail"] = next(item["uid"] for item in stage.items() if item["sk"] == "O")
    stage.wait(seconds=61)


def a_mail_to_one_who_goes(stage: Stage) -> None:
    a_mail(stage)
    [stage.notes["uid"]] = [item["contact"] for item in stage.items() if item["sk"] == "O"]


def two_types(stage: Stage) -> None:
    stage.club.type()
    acts.a_type(stage)
    stage.wait(minutes=6)


def both_steps_are_kept(played: Played, items: list[Item]) -> None:
    statuses((200, 200))(played, items)
    assert [set(item["done"]) for item in items if item["sk"] == "A"] == [{"1", "2"}]


def all_or_none(played: Played, items: list[Item]) -> None:
    statuses((200, 200))(played, items)
    assert [len(item["done"]) for item in items if item["sk"] == "A"] in ([0], [3])


def one_mail(played: Played, _: list[Item]) -> None:
    unharmed(played, _)


def sent_before_or_never(played: Played, items: list[Item]) -> None:
    """Who is gone gets no mail any more."""
    unharmed(played, items)
    assert played.results["B"] == 204
    assert [item["state"] for item in items if item["sk"] == "O"] in (["sent"], ["erased"])


ONE = "achievement/{uid}/"
FINISH = asks("PUT", ONE + "finish/")

PAIRS = (
    Pair("finish / finish", acts.all_done, FINISH, FINISH, statuses((200, 409), (409, 200))),
    Pair(
        "finish / uncomplete",
        acts.all_done,
        FINISH,
        asks("PUT", ONE + "uncomplete_step/", {"number": 1}),
        statuses((200, 409), (409, 200)),
    ),
    Pair(
        "finish / reset",
        acts.all_done,
        FINISH,
        asks("PUT", ONE + "reset_steps/"),
        statuses((200, 409), (409, 200)),
    ),
    Pair(
        "complete all / reset",
        acts.one_step_done,
        asks("PUT", ONE + "complete_all_steps/"),
        asks("PUT", ONE + "reset_steps/"),
        all_or_none,
    ),
    Pair(
        "complete / complete another",
        acts.started,
        asks("PUT", ONE + "complete_step/", {"number": 1}),
        asks("PUT", ONE + "complete_step/", {"number": 2}),
        both_steps_are_kept,
    ),
    Pair(
        "delete / complete",
        acts.started,
        asks("DELETE", ONE),
        asks("PUT", ONE + "complete_step/", {"number": 1}),
        statuses((204, 200), (204, 404)),
    ),
    Pair(
        "contact change / change",
        acts.a_contact_with_open_work("person", {"first_name": "Cleo"}),
        asks("PUT", "person/{uid}/", {"emails": ["one@example.org"], "number": 5}),
        asks(
            "PUT", "person/{uid}/", {"emails": ["three@example.org"], "member_ref": "M-2", "last_name": "C"}
        ),
        statuses((200, 200)),
    ),
    Pair("follow / follow", acts.finished_for_two, follows, follows, unharmed, many=True),
    Pair("send / send", a_mail, sends, sends, one_mail),
    Pair("send / sweep", a_mail, sends, sweeps, one_mail),
    Pair(
        "send / remove the contact",
        a_mail_to_one_who_goes,
        sends,
        asks("DELETE", "person/{uid}/"),
        sent_before_or_never,
        slow=True,
    ),
    Pair("count / delete", two_types, counts, asks("DELETE", "achievement_type/{uid}/"), unharmed, news=1),
)
