"""`python -m deploy --stage prod`: a built package becomes a running stack, with what its stage says."""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError, WaiterError

from deploy import bucket as buckets
from deploy import sender, stages
from deploy.cloud import Cloud
from deploy.package import Package
from deploy.stack import NotDeployed, deploy, found


def main() -> int:
    asked = _parser().parse_args()
    try:
        stage = stages.read(asked.stage)
        outputs = _deployed(stage, asked)
    except (stages.NotConfigured, NotDeployed) as refused:
        print(refused, file=sys.stderr)
        return 1
    except (BotoCoreError, ClientError, WaiterError) as error:
        print(f"laurel-{asked.stage} was not deployed: {error}", file=sys.stderr)
        return 1
    print(json.dumps(dict(outputs), indent=2))
    return 0


def _deployed(stage: stages.Stage, asked: argparse.Namespace) -> Mapping[str, str]:
    cloud = Cloud.of_session(stage.region)
    bucket = asked.bucket or stage.bucket or buckets.usual_name(cloud)
    said = {**stage.parameters, **dict(asked.parameter)}
    outputs = deploy(cloud, stage.stack, Package(asked.package), bucket=bucket, said=said)
    _tell_of_the_sender(cloud, stage.stack)
    return outputs


def _tell_of_the_sender(cloud: Cloud, stack: str) -> None:
    standing = found(cloud, stack)
    for remark in sender.remarks(cloud, standing.parameters["MailFrom"]) if standing else ():
        print(remark, file=sys.stderr)


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is not Name=value")
    return name, value


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m deploy", description=__doc__)
    parser.add_argument("--stage", required=True, help="a section of deploy/stages.toml")
    parser.add_argument("--bucket", help="an S3 bucket in the same region; made if it is not there")
    parser.add_argument("--package", type=Path, default=Path("build/package"))
    parser.add_argument("--parameter", type=_parameter, action="append", default=[], metavar="NAME=VALUE")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
