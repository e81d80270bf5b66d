"""The engines answer as AWS does, under threads too."""

import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from sandbox import dynamodb_local, engines, ministack
from sandbox.dynamodb_local import EngineMissing
from sandbox.engines import DynamoDBLocalEngine
from tests.sandbox.clock import NOON, Clock
from tests.sandbox.conftest import SENDER, TABLE, Bench, bench_on

KEY = {"pk": {"S": "p"}, "sk": {"S": "1"}}


@pytest.fixture
def rushed() -> Iterator[None]:
    """Threads change places thousands of times more often, so that what is not guarded goes wrong."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def at_once(threads: int, times: int, work: Callable[[int], Any]) -> list[Any]:
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, range(times)))


def code_of(work: Callable[[], Any]) -> str:
    try:
        work()
    except ClientError as refused:
        return str(refused.response["Error"]["Code"])
    return "taken"


def letter(to: str = "coach@example.org", **more: Any) -> dict[str, Any]:
    body = {"Text": {"Data": "Well done."}, "Html": {"Data": "<p>Well done.</p>"}}
    return {
        "FromEmailAddress": SENDER,
        "Destination": {"ToAddresses": [to]},
        "Content": {"Simple": {"Subject": {"Data": "Your badge"}, "Body": body}},
        "EmailTags": [{"Name": "template", "Value": "achievement_completed"}],
        **more,
    }


@pytest.mark.usefixtures("rushed")
def test_a_thousand_additions_from_fifty_threads_are_a_thousand(in_process: Bench) -> None:
    def add(_: int) -> None:
        in_process.db.update_item(
            TableName=TABLE,
            Key=KEY,
            UpdateExpression="ADD n :one",
            ExpressionAttributeValues={":one": {"N": "1"}},
        )

    at_once(50, 1000, add)

    assert in_process.db.get_item(TableName=TABLE, Key=KEY)["Item"]["n"] == {"N": "1000"}


@pytest.mark.usefixtures("rushed")
def test_of_64_who_claim_the_same_key_one_wins(in_process: Bench) -> None:
    def claim(number: int) -> str:
        item = {**KEY, "who": {"N": str(number)}}
        condition = "attribute_not_exists(pk)"
        return code_of(
            lambda: in_process.db.put_item(TableName=TABLE, Item=item, ConditionExpression=condition)
        )

    answers = at_once(64, 64, claim)

    assert sorted(answers) == ["ConditionalCheckFailedException"] * 63 + ["taken"]


@pytest.mark.usefixtures("rushed")
def test_a_stock_of_20_is_sold_20_times_in_transactions(in_process: Bench) -> None:
    in_process.put("1", left={"N": "20"})
    sell = {
        "TableName": TABLE,
        "Key": KEY,
        "UpdateExpression": "SET #l = #l - :one",
        "ConditionExpression": "#l >= :one",
        "ExpressionAttributeNames": {"#l": "left"},
        "ExpressionAttributeValues": {":one": {"N": "1"}},
    }

    def buy(number: int) -> str:
        receipt = {"TableName": TABLE, "Item": {"pk": {"S": "receipt"}, "sk": {"S": str(number)}}}
        return code_of(
            lambda: in_process.db.transact_write_items(TransactItems=[{"Update": sell}, {"Put": receipt}])
        )

    answers = at_once(32, 60, buy)

    assert answers.count("taken") == 20
    assert in_process.db.get_item(TableName=TABLE, Key=KEY)["Item"]["left"] == {"N": "0"}


def test_every_write_wakes_and_no_read_does(bench: Bench) -> None:
    woken: list[int] = []
    bench.engine.on_write = lambda: woken.append(1)

    bench.put("1")
    bench.db.get_item(TableName=TABLE, Key=KEY)
    bench.db.delete_item(TableName=TABLE, Key=KEY)

    assert len(woken) == 2


def test_reset_forgets_tables_and_mail(bench: Bench) -> None:
    bench.engine.client("sesv2").send_email(**letter())

    bench.engine.reset()

    assert bench.db.list_tables()["TableNames"] == []
    assert bench.engine.sent_mail() == []


def test_a_throttled_call_is_retried_by_the_client(bench: Bench) -> None:
    bench.engine.throttle_next = 1

    bench.put("1")

    assert bench.engine.throttle_next == 0
    assert "Item" in bench.db.get_item(TableName=TABLE, Key=KEY)


def test_a_mail_is_kept_as_it_was_sent(bench: Bench) -> None:
    answer = bench.engine.client("sesv2").send_email(**letter())

    (mail,) = bench.engine.sent_mail()
    assert (mail.message_id, mail.sent_at) == (answer["MessageId"], NOON)
    assert (mail.sender, mail.to, mail.subject) == (SENDER, ("coach@example.org",), "Your badge")
    assert (mail.text, mail.html) == ("Well done.", "<p>Well done.</p>")
    assert mail.tags == {"template": "achievement_completed"}


def test_a_mail_that_was_refused_was_not_sent(bench: Bench) -> None:
    assert code_of(lambda: bench.engine.client("sesv2").send_email(**letter(to="nobody"))) != "taken"
    assert bench.engine.sent_mail() == []


NO_SUBJECT = {"Simple": {"Subject": {"Data": ""}, "Body": {"Text": {"Data": "x"}}}}
NO_BODY = {"Simple": {"Subject": {"Data": "x"}, "Body": {"Text": {"Data": ""}}}}
TWO_LINES = {"Simple": {"Subject": {"Data": "a\nBcc: b@c.de"}, "Body": {"Text": {"Data": "x"}}}}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"Destination": {"ToAddresses": []}}, "BadRequestException"),
        ({"Destination": {"ToAddresses": ["a@b.de"] * 51}}, "MessageRejected"),
        ({"Destination": {"ToAddresses": [""]}}, "BadRequestException"),
        ({"Destination": {"ToAddresses": ["a b@c.de"]}}, "BadRequestException"),
        ({"Destination": {"ToAddresses": ["jürgen@example.org"]}}, "BadRequestException"),
        ({"Destination": {"ToAddresses": ["A <a@b.de>\nBcc: c@d.ef"]}}, "BadRequestException"),
        ({"Destination": {"ToAddresses": ["Ann <ann@example.org>"]}}, "taken"),
        ({"FromEmailAddress": "laurel"}, "BadRequestException"),
        ({"EmailTags": [{"Name": "event", "Value": "a#b"}]}, "BadRequestException"),
        ({"Content": NO_SUBJECT}, "BadRequestException"),
        ({"Content": NO_BODY}, "BadRequestException"),
        ({"Content": TWO_LINES}, "BadRequestException"),
    ],
)
def test_the_small_ses_refuses_what_ses_refuses(
    in_process: Bench, changed: dict[str, Any], code: str
) -> None:
    ses = in_process.engine.client("sesv2")

    assert code_of(lambda: ses.send_email(**letter() | changed)) == code
    assert len(in_process.engine.sent_mail()) == (code == "taken")


def test_a_mail_too_fast_is_refused_once_and_not_tried_again_by_the_client(in_process: Bench) -> None:
    ses = in_process.engine.client("sesv2")
    in_process.engine.post_office.throttle_next = 1

    assert code_of(lambda: ses.send_email(**letter())) == "TooManyRequestsException"
    assert code_of(lambda: ses.send_email(**letter())) == "taken"


def test_ministacks_own_expiry_waits_for_the_same_lock() -> None:
    taken: list[bool] = []
    module = ministack.load()["dynamodb"]

    with ministack.LOCK:
        other = threading.Thread(target=lambda: taken.append(module._lock.acquire(blocking=False)))
        other.start()
        other.join()

    assert taken == [False]


def test_ministacks_own_expiry_never_comes_for_its_clock_is_not_the_house_s(
    in_process: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, rounds = ministack.load()["dynamodb"], iter([None])
    setting = {"Enabled": True, "AttributeName": "x"}
    in_process.db.update_time_to_live(TableName=TABLE, TimeToLiveSpecification=setting)
    in_process.db.put_item(TableName=TABLE, Item={**KEY, "x": {"N": "1"}})

    monkeypatch.setattr(module.time, "sleep", lambda _: next(rounds), raising=False)
    with ThreadPoolExecutor(1, thread_name_prefix=ministack.EXPIRY) as pool:
        ended = pool.submit(module._ttl_reaper).exception(10)

    assert isinstance(ended, StopIteration)
    assert "Item" in in_process.db.get_item(TableName=TABLE, Key=KEY)


def test_a_ministack_of_another_build_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ministack._NEEDED, "dynamodb", ("handle_request", "something_it_lost"))

    with pytest.raises(ministack.MinistackChanged, match="something_it_lost"):
        ministack.load()


@pytest.mark.parametrize("tool", ["java", "npm"])
def test_a_machine_without_its_tools_is_told_so(
    tool: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None if name == tool else f"/bin/{name}")

    with pytest.raises(EngineMissing, match=f"DynamoDB Local needs {tool}"):
        dynamodb_local.LocalProcess(None, tmp_path)


@pytest.mark.local
@pytest.mark.usefixtures("local_engine")  # says so when the machine cannot run it
def test_dynamodb_local_keeps_its_tables_on_disk(tmp_path: Path) -> None:
    first = DynamoDBLocalEngine(Clock(), data_dir=tmp_path)
    bench_on(first, Clock()).put("1")
    first.close()

    again = DynamoDBLocalEngine(Clock(), data_dir=tmp_path)
    found = again.client("dynamodb").get_item(TableName=TABLE, Key=KEY)
    again.close()

    assert found["Item"] == KEY


@pytest.mark.local
@pytest.mark.usefixtures("local_engine")
@pytest.mark.parametrize("kept", [False, True], ids=["in memory", "on disk"])
def test_of_tables_that_are_gone_dynamodb_local_keeps_no_long_stream(
    tmp_path: Path, kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "MANY_WRITES", 2)
    engine = DynamoDBLocalEngine(Clock(), data_dir=tmp_path if kept else None)
    bench = bench_on(engine, Clock())
    for number in "123":
        bench.put(number)

    engine.reset()
    streams = engine.client("dynamodbstreams").list_streams()["Streams"]
    tables = bench.db.list_tables()["TableNames"]
    engine.close()

    assert streams == [] and tables == []
