"""Whether a deployed stack works: a trial tenant's first day over HTTP, and nothing of it left behind."""

import argparse
import json
import os
import secrets
import subprocess
import sys
import urllib.error
from collections.abc import Iterator
from dataclasses import dataclass, replace

from botocore.exceptions import BotoCoreError, ClientError

from deploy import stages
from deploy.asking import Client
from deploy.cloud import Cloud
from deploy.package import ROOT
from deploy.stack import found
from deploy.traces import Traces
from deploy.trial import Failed, Trial


@dataclass(frozen=True)
class Operator:
    """Founds the trial tenant as operators found any: by the `laurel` command, on the stack's table."""

    table: str
    region: str

    def found(self, tenant: str) -> str:
        """The text of its admin's key."""
        self._laurel("tenant", "add", tenant, "--name", "Smoke test")
        issued = self._laurel("key", "add", "--tenant", tenant, "--role", "admin", "--json")
        key: str = json.loads(issued)["key"]
        return key

    def _laurel(self, *words: str) -> str:
        environment = {**os.environ, "LAUREL_TABLE": self.table, "AWS_REGION": self.region}
        command = [sys.executable, "-m", "laurel", *words]
        ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        if ran.returncode:
            raise Failed(f"laurel {' '.join(words)}: {ran.stderr.strip()}")
        return ran.stdout


def smoke(cloud: Cloud, stack: str) -> Iterator[str]:
    """A sentence for each thing that works. At the first that does not it cleans up and raises Failed."""
    standing = found(cloud, stack)
    if standing is None:
        raise Failed(f"There is no stack {stack} in {cloud.cloudformation.meta.region_name}.")
    trial = Trial(Client(standing.parameters["BaseUrl"]), f"smoke-{secrets.token_hex(6)}")
    yield from trial.doors()
    table = standing.outputs["TableName"]
    traces = Traces(cloud.dynamodb, cloud.streams, table, trial.tenant)
    try:
        key = Operator(table, cloud.dynamodb.meta.region_name).found(trial.tenant)
        yield from replace(trial, client=replace(trial.client, key=key)).day()
    finally:
        left = traces.wipe()
    if left:
        raise Failed(f"{left} records of {trial.tenant} are left in {table}.")
    yield f"nothing is left of it: {traces.seen} writes were seen, and what they made is gone"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m deploy.smoke", description=__doc__)
    parser.add_argument("--stage", required=True)
    asked = parser.parse_args()
    try:
        stage = stages.read(asked.stage)
        for sentence in smoke(Cloud.of_session(stage.region), stage.stack):
            print(f"ok      {sentence}", flush=True)
    except (stages.NotConfigured, Failed, BotoCoreError, ClientError, urllib.error.URLError) as error:
        print(f"FAILED  {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
