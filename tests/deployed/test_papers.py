"""Papers as anybody with a link gets them from the deployed stack: drawn by the layer, sent as bytes."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.papers import text_of
from tests.deployed.stack import NAME, Stack

pytestmark = pytest.mark.deployed

CLUB = "/api/v1/club"
ANY = {"Accept": "*/*"}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.fixture(scope="module")
def member(stack: Stack) -> Any:
    priced = {"name": "Grade F", "period": "P1Y", "price": "120.00", "currency": "GBP"}
    kind = stack.made(f"{CLUB}/membership_type/", priced)
    person = stack.made(f"{CLUB}/person/", {"first_name": "Ελένη", "last_name": "Rivers"})
    refs = {"member": person["uri"], "membership_type": kind["uri"]}
    return stack.made(f"{CLUB}/member/", refs)


def certificate(member: Any) -> str:
    return f"/api/v1/public/club/member/{member['link_id']}/certificate/"


@pytest.mark.parametrize("accept", ["application/pdf", "*/*", BROWSER, "application/json"])
def test_a_certificate_arrives_as_the_bytes_of_a_pdf(stack: Stack, member: Any, accept: str) -> None:
    reply = stack.ask("GET", certificate(member), key="", headers={"Accept": accept})

    assert (reply.status, reply.headers["content-type"]) == (200, "application/pdf"), reply.body[:500]
    assert reply.body.startswith(b"%PDF-")
    assert "Ελένη Rivers" in text_of(reply.body)


def test_a_paper_that_the_caller_has_is_not_sent_again(stack: Stack, member: Any) -> None:
    first = stack.ask("GET", certificate(member), key="", headers=ANY)

    known = {**ANY, "If-None-Match": first.headers["etag"]}
    again = stack.ask("GET", certificate(member), key="", headers=known)

    assert (again.status, again.body) == (304, b"")


def test_a_paper_that_nobody_has_is_404_in_words(stack: Stack) -> None:
    reply = stack.ask("GET", certificate({"link_id": "f" * 24}), key="", headers=ANY)

    assert (reply.status, set(reply.json)) == (404, {"error", "error_detail"})


def test_json_is_not_harmed_by_the_way_in_which_bytes_are_sent(stack: Stack) -> None:
    """With `*/*` as binary the gateway hands every body over in base64."""
    made = stack.made(f"{CLUB}/person/", {"first_name": "Jörg \U0001f6f6", "last_name": "Ångström"})

    assert stack.ask("GET", f"{CLUB}/person/{made['uid']}/").json["first_name"] == "Jörg \U0001f6f6"


@pytest.fixture
def stopped_press(stack: Stack) -> Iterator[None]:
    """The function that draws takes no call."""
    client, press = stack.emulator.client("lambda"), function(stack, "Press")
    client.put_function_concurrency(FunctionName=press, ReservedConcurrentExecutions=0)
    yield
    client.delete_function_concurrency(FunctionName=press)  # ministack takes none from the template


def function(stack: Stack, logical: str) -> str:
    described = stack.emulator.client("cloudformation").describe_stack_resource(
        StackName=NAME, LogicalResourceId=logical
    )
    return str(described["StackResourceDetail"]["PhysicalResourceId"])


def test_when_no_paper_is_drawn_any_more_everything_else_goes_on(
    stack: Stack, member: Any, stopped_press: None
) -> None:
    paper = stack.ask("GET", certificate(member), key="", headers=ANY)

    assert paper.status >= 429
    assert stack.ask("GET", f"{CLUB}/member/{member['uid']}/").status == 200


def test_the_press_may_read_the_table_but_neither_query_nor_delete_nor_send_mail(stack: Stack) -> None:
    """The role as it stands in the account, by IAM's own simulation."""
    press = stack.emulator.client("lambda").get_function_configuration(FunctionName=function(stack, "Press"))
    table = stack.emulator.client("dynamodb").describe_table(TableName=stack.outputs["TableName"])["Table"]
    refused = ["dynamodb:Query", "dynamodb:Scan", "dynamodb:DeleteItem", "ses:SendEmail"]

    simulated = stack.emulator.client("iam").simulate_principal_policy(
        PolicySourceArn=press["Role"],
        ActionNames=["dynamodb:GetItem", *refused],
        ResourceArns=[table["TableArn"]],
    )

    decided = {one["EvalActionName"]: one["EvalDecision"] for one in simulated["EvaluationResults"]}
    assert decided == {"dynamodb:GetItem": "allowed", **dict.fromkeys(refused, "implicitDeny")}
