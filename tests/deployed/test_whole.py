"""The deployed whole: the packaged stack in an emulated account, from the first key to the parents' mail."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.deployed.emulator import until
from tests.deployed.stack import NAME, SENDER, Stack

pytestmark = pytest.mark.deployed

CLUB = "/api/v1/club"
STEPS = ("Capsize and self-rescue", "Moving a group across moving water")


def started(stack: Stack, email: str) -> str:
    """The path of an achievement that waits for its steps; its mail goes to `email`."""
    kind = stack.made(f"{CLUB}/achievement_type/", {"name": "Canoe Leader", "steps": list(STEPS)})
    person = stack.made(f"{CLUB}/person/", {"first_name": "Jon", "last_name": "Rivers", "email": email})
    refs = {"achievement_type_ref": kind["uri"], "contact_ref": person["uri"]}
    return f"{CLUB}/achievement/{stack.made(f'{CLUB}/achievement/', refs)['uid']}"


def finished(stack: Stack, email: str) -> str:
    path = started(stack, email)
    for number in range(1, len(STEPS) + 1):
        stack.done(f"{path}/complete_step/", {"number": number})
    stack.done(f"{path}/finish/")
    return path


def mails_to(stack: Stack, email: str) -> list[dict[str, Any]]:
    return [mail for mail in stack.emulator.mails() if email in str(mail["To"])]


def test_the_last_step_reaches_the_mail_box(stack: Stack) -> None:
    finished(stack, "jon@example.org")

    mail, *more = until(lambda: mails_to(stack, "jon@example.org"), within=20)

    assert more == []
    assert "Canoe Leader" in mail["Subject"]
    assert "Canoe Club" in mail["Source"] and SENDER in mail["Source"]
    assert mail["BodyText"].strip() and mail["BodyHtml"].strip()


def test_finishing_twice_is_refused_and_sends_nothing_more(stack: Stack) -> None:
    path = finished(stack, "once@example.org")
    until(lambda: mails_to(stack, "once@example.org"), within=20)

    again = stack.ask("PUT", f"{path}/finish/")

    assert again.status == 409
    assert len(mails_to(stack, "once@example.org")) == 1


def test_the_mails_state_is_kept_as_ses_answered(stack: Stack) -> None:
    finished(stack, "kept@example.org")
    until(lambda: mails_to(stack, "kept@example.org"), within=20)

    listed = until(
        lambda: [
            mail
            for mail in stack.ask("GET", f"{CLUB}/mail/?state=sent").json["results"]
            if mail["to"] == "kept@example.org"
        ],
        within=10,
    )

    assert len(listed) == 1


def test_without_a_key_the_answer_is_401_in_the_faces_words(stack: Stack) -> None:
    reply = stack.ask("GET", f"{CLUB}/person/", key="lrl_nobody")

    assert reply.status == 401
    assert reply.json == {"error": "Unauthorized", "error_detail": "A valid API key is needed."}
    assert reply.headers["www-authenticate"].startswith("Bearer")


def test_an_unknown_record_is_404_in_the_faces_words(stack: Stack) -> None:
    reply = stack.ask("GET", f"{CLUB}/person/{'0' * 24}/")

    assert reply.status == 404
    assert set(reply.json) == {"error", "error_detail"}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_unknown_path_is_404_in_the_same_words(stack: Stack, method: str) -> None:
    reply = stack.ask(method, "/no/such/path")

    assert reply.status == 404
    assert reply.json == {"error": "Not Found", "error_detail": "There is no such path."}
    assert reply.headers["cache-control"] == "no-store"


def test_a_link_to_the_next_page_leads_to_the_next_page(stack: Stack) -> None:
    for name in ("Ada", "Ben"):
        stack.made(f"{CLUB}/person/", {"first_name": name, "last_name": "Pages"})

    first = stack.ask("GET", f"{CLUB}/person/?page_size=1").json
    second = stack.ask("GET", first["links"]["next"])

    assert second.status == 200, first["links"]
    assert second.json["page"] == 2
    assert second.json["results"] != first["results"]


def test_health_and_openapi_need_no_key(stack: Stack) -> None:
    assert stack.ask("GET", "/health", key="").json["status"] == "ok"
    assert stack.ask("GET", "/openapi.json", key="").json["openapi"].startswith("3.1")


def test_a_second_founding_of_a_tenant_is_refused_by_the_command(stack: Stack) -> None:
    again = stack.laurel("tenant", "add", "club", "--name", "Another")

    assert again.returncode == 1
    assert (again.stdout, again.stderr) == ("", "laurel: There is a tenant club already.\n")


def test_the_text_of_a_key_alone_is_said_to_people(stack: Stack) -> None:
    issued = stack.laurel("key", "add", "--tenant", "club", "--role", "coach", "--label", "poolside")

    assert issued.returncode == 0
    assert stack.ask("GET", f"{CLUB}/person/", key=issued.stdout.strip()).status == 200


def test_the_api_may_read_the_table_but_neither_scan_it_nor_send_mail(stack: Stack) -> None:
    """The role as it stands in the account, by IAM's own simulation."""
    function = stack.outputs["APIHandlerName"]
    role = stack.emulator.client("lambda").get_function_configuration(FunctionName=function)["Role"]
    table = stack.emulator.client("dynamodb").describe_table(TableName=stack.outputs["TableName"])["Table"]
    actions = ["dynamodb:GetItem", "dynamodb:Scan", "dynamodb:DeleteTable", "ses:SendEmail"]

    simulated = stack.emulator.client("iam").simulate_principal_policy(
        PolicySourceArn=role, ActionNames=actions, ResourceArns=[table["TableArn"]]
    )

    decisions = {
        result["EvalActionName"]: result["EvalDecision"] for result in simulated["EvaluationResults"]
    }
    assert decisions.pop("dynamodb:GetItem") == "allowed"
    assert set(decisions.values()) == {"implicitDeny"}


def test_the_mapping_of_the_stream_stands_as_it_was_said(stack: Stack) -> None:
    (mapping,) = stack.mappings("dynamodb")

    queue = stack.outputs["StreamFailuresUrl"].rpartition("/")[2]
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["BisectBatchOnFunctionError"] is True
    assert mapping["DestinationConfig"]["OnFailure"]["Destination"].endswith(f":{queue}")


@pytest.fixture
def deaf_stream(stack: Stack) -> Iterator[None]:
    """The stream's records reach nobody."""
    client = stack.emulator.client("lambda")
    (mapping,) = stack.mappings("dynamodb")
    client.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)
    yield
    client.update_event_source_mapping(UUID=mapping["UUID"], Enabled=True)


def test_what_the_stream_lost_the_schedule_finds(stack: Stack, deaf_stream: None) -> None:
    """The slow one: an event is due a minute after it happened, and the schedule comes every minute."""
    finished(stack, "lost@example.org")

    mails = until(
        lambda: [
            mail
            for mail in stack.ask("GET", f"{CLUB}/mail/").json["results"]
            if mail["to"] == "lost@example.org"
        ],
        within=150,
    )

    assert len(mails) == 1


def test_a_renewal_keeps_the_parameters_that_it_does_not_name(stack: Stack) -> None:
    described = stack.emulator.client("cloudformation").describe_stacks(StackName=NAME)["Stacks"][0]

    said = {parameter["ParameterKey"]: parameter["ParameterValue"] for parameter in described["Parameters"]}

    assert described["StackStatus"] == "UPDATE_COMPLETE"
    assert (said["MailFrom"], said["BaseUrl"]) == (SENDER, stack.base_url)
