"""What a stream may bring at its worst (promises F): the records say where to look, and nothing else is believed."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.listeners import stream
from chalicelib.store.conditions import Attr, Where
from chalicelib.store.keys import list_pk
from chalicelib.store.ranges import pages
from sandbox.gateway import Context
from tests.asking import Club

IMAGES: dict[str, Any] = {
    "F07 none": {},
    "F07 an empty one": {"NewImage": {}},
    "F08 of an older version": {"NewImage": {"v": {"N": "0"}, "type": {"S": "finished"}}},
    "F08 of a newer version": {"NewImage": {"v": {"N": "999"}, "body": {"M": {"new": {"BOOL": True}}}}},
    "of another event": {"NewImage": {"name": {"S": "membership_lapsed"}, "tenant": {"S": "other"}}},
    "of no type that there is": {"NewImage": {"pk": {"X": 1}}},
}


@pytest.fixture
def finish(swift: Club) -> dict[str, Any]:
    """The keys of an event that nobody has followed yet."""
    known = {item["pk"]["S"] for item in swift.items()}
    swift.finished()
    (found,) = [item for item in swift.items() if item["sk"]["S"] == "EV" and item["pk"]["S"] not in known]
    return {"pk": found["pk"], "sk": found["sk"]}


def record(keys: dict[str, Any], number: int = 1, **more: Any) -> dict[str, Any]:
    said = {"Keys": keys, "SequenceNumber": str(number), "StreamViewType": "KEYS_ONLY", **more}
    return {"eventID": "1", "eventName": "INSERT", "eventSource": "aws:dynamodb", "dynamodb": said}


def handled(*records: dict[str, Any]) -> list[Any]:
    class Patient(Context):
        def get_remaining_time_in_millis(self) -> int:
            return 900_000

    return stream.handle({"Records": list(records)}, Patient("r"))["batchItemFailures"]


def told(club: Club) -> int:
    """How many mails have left once everything is quiet."""
    club.house.settle()
    return len(club.mails())


def test_f01_one_record_a_thousand_times_is_one_mail(swift: Club, finish: dict[str, Any]) -> None:
    before = len(swift.mails())

    for _ in range(10):
        assert handled(*[record(finish, number) for number in range(100)]) == []

    assert told(swift) == before + 1


@pytest.mark.parametrize("case", IMAGES)
def test_an_image_is_not_believed(swift: Club, finish: dict[str, Any], case: str) -> None:
    before = len(swift.mails())

    assert handled(record(finish, **IMAGES[case])) == []

    assert told(swift) == before + 1


def test_f34_what_comes_out_of_a_queue_three_days_later_has_no_second_effect(
    swift: Club, finish: dict[str, Any]
) -> None:
    swift.house.settle()
    before, items = len(swift.mails()), swift.items()
    now = wiring.wiring().clock
    wiring.wiring().clock = lambda: now() + timedelta(days=3)
    try:
        assert handled(record(finish), record(finish, 2)) == []
    finally:
        wiring.wiring().clock = now

    assert (len(swift.mails()), swift.items()) == (before, items)


@pytest.mark.parametrize(
    "keys",
    [
        {"pk": {"S": "example#P#none"}, "sk": {"S": "EV"}},
        {"pk": {"S": "nobody#EV#x"}, "sk": {"S": "EV"}},
        {"pk": {"S": ""}, "sk": {"S": "O"}},
        {"pk": {"S": "####"}, "sk": {"S": "AE####"}},
        {"pk": {"S": "example"}, "sk": {"S": "FP"}},
        {"pk": {"S": "../../etc/passwd"}, "sk": {"S": "AW"}},
    ],
    ids=str,
)
def test_a_record_of_what_is_not_there_holds_up_no_other(
    swift: Club, finish: dict[str, Any], keys: dict[str, Any]
) -> None:
    before = len(swift.mails())

    assert handled(record(keys), record(finish, 2)) == []

    assert told(swift) == before + 1


def test_f13_only_the_outbox_decides_that_a_mail_is_sent_again() -> None:
    assert wiring.SES.retries == {"total_max_attempts": 1}


def test_f26_a_page_may_be_empty_and_not_the_last(swift: Club) -> None:
    """A filter that takes nothing of a page leaves it empty: the walk goes on all the same."""
    table = swift.house.wired.table
    uids = {swift.person(job_title="wanted" if number == 9 else "other")["uid"] for number in range(10)}
    where = Where("lpk").eq(list_pk("example", "person"))

    walked = list(pages(table, "list", where, limit=1, only=Attr("job_title").eq("wanted")))

    assert len(walked) >= len(uids) and [len(page.items) for page in walked[:-1]].count(0) >= 9
    assert sum(len(page.items) for page in walked) == 1
