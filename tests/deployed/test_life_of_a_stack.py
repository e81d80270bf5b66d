"""A stack from nothing to nothing, as its deployer sees it: bucket, domain name, renewal, removal."""

import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from deploy.package import Package
from tests.deploy.building import built
from tests.deployed.emulator import REGION, Emulator
from tests.deployed.stack import NAME, SENDER, STAGE, applied, deployer, for_ministack, run

pytestmark = pytest.mark.deployed

BUCKET = f"laurel-code-000000000000-{REGION}"
DOMAIN = "laurel.example.org"
CERTIFICATE = f"arn:aws:acm:{REGION}:000000000000:certificate/11111111-2222-3333-4444-555555555555"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return for_ministack(built(), tmp_path_factory.mktemp("package"))


@pytest.fixture
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    """An account in which nothing stands."""
    running = Emulator(tmp_path_factory.mktemp("account"))
    yield running
    running.stop()


def parameters(account: Emulator) -> dict[str, str]:
    (stack,) = account.client("cloudformation").describe_stacks(StackName=NAME)["Stacks"]
    return {said["ParameterKey"]: said["ParameterValue"] for said in stack["Parameters"]}


def destroyed(account: Emulator, *words: str) -> subprocess.CompletedProcess[str]:
    return run(deployer(account), "deploy.destroy", "--stage", STAGE, *words)


def tables(account: Emulator) -> Any:
    return account.client("dynamodb").list_tables()["TableNames"]


def test_a_stack_stands_and_goes_and_its_table_stays(account: Emulator, package: Package) -> None:
    outputs = applied(account, package, MailFrom=SENDER)
    closed = account.client("s3").get_public_access_block(Bucket=BUCKET)["PublicAccessBlockConfiguration"]
    assert set(closed.values()) == {True}
    assert outputs["EndpointURL"].rstrip("/") == parameters(account)["BaseUrl"]
    assert parameters(account)["RequestsPerSecond"] == "20"

    refused = destroyed(account, "--confirm", "laurel-prod")
    assert refused.returncode == 1 and "CONFIRM=laurel-dev" in refused.stderr
    assert parameters(account)

    gone = destroyed(account, "--confirm", NAME)
    assert gone.returncode == 0, gone.stderr
    assert outputs["TableName"] in gone.stdout and "stays" in gone.stdout
    assert tables(account) == [outputs["TableName"]]
    assert "Contents" not in account.client("s3").list_objects_v2(Bucket=BUCKET)
    again = destroyed(account, "--confirm", NAME)
    assert again.returncode == 1 and "There is no stack laurel-dev" in again.stderr


def test_links_follow_a_domain_name_and_the_table_goes_where_that_is_said(
    account: Emulator, package: Package
) -> None:
    named = applied(account, package, MailFrom=SENDER, DomainName=DOMAIN, CertificateArn=CERTIFICATE)
    assert parameters(account)["BaseUrl"] == f"https://{DOMAIN}"
    assert named["DomainTarget"]
    (mapping,) = account.client("apigateway").get_base_path_mappings(domainName=DOMAIN)["items"]
    assert (mapping["restApiId"], mapping["stage"]) == (named["RestAPIId"], "api")

    without = applied(account, package, DomainName="")
    assert parameters(account)["BaseUrl"] == without["EndpointURL"].rstrip("/")
    assert "DomainTarget" not in without
    assert account.client("apigateway").get_domain_names()["items"] == []

    gone = destroyed(account, "--confirm", NAME, "--keep-table", "no")
    assert gone.returncode == 0, gone.stderr
    assert tables(account) == []


def test_what_cannot_be_deployed_is_said_and_nothing_stands(account: Emulator, package: Package) -> None:
    words = ("deploy", "--stage", STAGE, "--package", str(package.folder))

    ran = run(deployer(account), *words)

    assert (ran.returncode, ran.stdout) == (1, "")
    assert "MailFrom must be said" in ran.stderr
    assert account.client("cloudformation").list_stacks()["StackSummaries"] == []
    assert account.client("s3").list_buckets()["Buckets"] == []


def test_the_deployer_may_touch_nothing_but_laurel(account: Emulator) -> None:
    """By IAM's own simulation."""
    deployer(account)
    others = [
        f"arn:aws:lambda:{REGION}:000000000000:function:payroll",
        f"arn:aws:dynamodb:{REGION}:000000000000:table/payroll",
        "arn:aws:iam::000000000000:role/payroll",
        "arn:aws:s3:::payroll",
    ]
    actions = ["lambda:DeleteFunction", "dynamodb:DeleteTable", "iam:PutRolePolicy", "s3:CreateBucket"]

    simulated = account.client("iam").simulate_principal_policy(
        PolicySourceArn="arn:aws:iam::000000000000:user/deployer", ActionNames=actions, ResourceArns=others
    )

    assert {result["EvalDecision"] for result in simulated["EvaluationResults"]} == {"implicitDeny"}
