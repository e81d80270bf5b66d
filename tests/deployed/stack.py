"""The product as it is deployed: asked over HTTP, operated by the operators' command."""

import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from deploy.package import ROOT, Package
from tests.deployed.emulator import Emulator

STAGE, NAME = "dev", "laurel-dev"
POLICY = ROOT / "deploy" / "deployer-policy.json"
SENDER = "club@example.org"


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Stack:
    emulator: Emulator
    outputs: dict[str, str]
    base_url: str
    key: str = ""

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        key: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """`path` from the base URL on, or a whole URL, as a link of an answer is."""
        sent = {"Content-Type": "application/json"} if body is not None else {}
        sent |= headers or {}
        if presented := self.key if key is None else key:
            sent["Authorization"] = f"Bearer {presented}"
        return self.sent(method, path, sent, None if body is None else json.dumps(body).encode())

    def sent(self, method: str, path: str, headers: Mapping[str, str], data: bytes | None) -> Reply:
        """As it stands, without a key of its own."""
        url = path if path.startswith("http") else self.base_url + path
        request = urllib.request.Request(url, data, dict(headers), method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return Reply(answer.status, _headers(answer), answer.read())
        except urllib.error.HTTPError as error:
            return Reply(error.code, _headers(error), error.read())

    def made(self, path: str, body: Any) -> Any:
        reply = self.ask("POST", path, body)
        assert reply.status == 201, (reply.body, self.emulator.log())
        return reply.json

    def done(self, path: str, body: Any = None) -> Any:
        reply = self.ask("PUT", path, body)
        assert reply.status == 200, (reply.body, self.emulator.log())
        return reply.json

    def laurel(self, *words: str) -> subprocess.CompletedProcess[str]:
        """`python -m laurel …` as an operator runs it, with an operator's credentials."""
        environment = {**self.emulator.environment, "LAUREL_TABLE": self.outputs["TableName"]}
        return run(environment, "laurel", *words)

    def deployer(self, *words: str) -> subprocess.CompletedProcess[str]:
        """`python -m deploy…` as a deployer runs it, who has deployer-policy.json and nothing else."""
        return run(deployer(self.emulator), *words)

    def mappings(self, source: str) -> list[dict[str, Any]]:
        """What is mapped from a kind of source, `dynamodb` or `sqs`, to a function."""
        listed = self.emulator.client("lambda").list_event_source_mappings()["EventSourceMappings"]
        return [mapping for mapping in listed if mapping["EventSourceArn"].split(":")[2] == source]

    def items(self) -> list[dict[str, Any]]:
        """Every item of the table."""
        pages = self.emulator.client("dynamodb").get_paginator("scan")
        return [
            item for page in pages.paginate(TableName=self.outputs["TableName"]) for item in page["Items"]
        ]

    def with_key(self, key: str) -> "Stack":
        return replace(self, key=key)


def deployed(emulator: Emulator, package: Package) -> Stack:
    """The stack as `make deploy` makes it, then renewed with the address that it has here."""
    emulator.client("sesv2").create_email_identity(EmailIdentity=SENDER)
    made = applied(emulator, package, MailFrom=SENDER)
    here = f"{emulator.url}/_aws/execute-api/{made['RestAPIId']}/api"
    return Stack(emulator, applied(emulator, package, BaseUrl=here), here)


def applied(emulator: Emulator, package: Package, **said: str) -> dict[str, str]:
    """The outputs of the stack, deployed by the deployer with these parameters."""
    words = ["deploy", "--stage", STAGE, "--package", str(package.folder)]
    for name, value in said.items():
        words += ["--parameter", f"{name}={value}"]
    ran = run(deployer(emulator), *words)
    assert ran.returncode == 0, (ran.stderr, emulator.log())
    outputs: dict[str, str] = json.loads(ran.stdout)
    return outputs


def deployer(emulator: Emulator) -> dict[str, str]:
    """The environment of a user who has deployer-policy.json and nothing else.

    But for this: whatever stream is asked for, ministack asks IAM for the right to all of them.
    """
    policy = json.loads(POLICY.read_text())
    actions = ["dynamodb:DescribeStream", "dynamodb:GetShardIterator", "dynamodb:GetRecords"]
    policy["Statement"].append({"Effect": "Allow", "Action": actions, "Resource": "*"})
    return emulator.user("deployer", json.dumps(policy))


def run(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """A module of the project as a command."""
    command = [sys.executable, "-m", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def for_ministack(package: Package, folder: Path) -> Package:
    """The package with its template in words that ministack understands; the zips are the very same."""
    template = package.template
    _say_the_gateways_answers_again(template["Resources"])
    _widen_what_is_asked_of_everything(template["Resources"])
    (folder / "sam.json").write_text(json.dumps(template))
    for packed in (package.zip, package.papers):
        (folder / packed.name).symlink_to(packed.resolve())
    return Package(folder)


def _say_the_gateways_answers_again(resources: dict[str, Any]) -> None:
    """SAM writes them into the API's OpenAPI document; ministack looks only for resources of their own."""
    for kind, answer in resources["RestAPI"]["Properties"]["GatewayResponses"].items():
        name = "Answer" + kind.title().replace("_", "")
        resources[name] = {"Type": "AWS::ApiGateway::GatewayResponse", "Properties": _answer(kind, answer)}


def _widen_what_is_asked_of_everything(resources: dict[str, Any]) -> None:
    """ministack asks IAM for ses:SendEmail on `*` and does not say ses:FromAddress; AWS names the identity. It
    asks for the reading of streams on `*`, too.

    All other rights are enforced as they are deployed.
    """
    roles = [role["Properties"] for role in resources.values() if role["Type"] == "AWS::IAM::Role"]
    for policy in (policy for role in roles for policy in role["Policies"]):
        for statement in policy["PolicyDocument"]["Statement"]:
            if statement["Action"] == "ses:SendEmail":
                statement.pop("Condition")
                statement["Resource"] = "*"
            elif "dynamodb:GetRecords" in statement["Action"]:
                statement["Resource"] = "*"


def _answer(kind: str, answer: dict[str, Any]) -> dict[str, Any]:
    headers = answer["ResponseParameters"]["Headers"]
    said = {
        "RestApiId": {"Ref": "RestAPI"},
        "ResponseType": kind,
        "ResponseParameters": {f"gatewayresponse.header.{name}": value for name, value in headers.items()},
        "ResponseTemplates": answer["ResponseTemplates"],
    }
    return {**said, "StatusCode": str(answer["StatusCode"])} if "StatusCode" in answer else said


def _headers(answer: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in answer.headers.items()}
