"""Takes a stack away. Its table stays, with all that is in it, unless it is said that it shall go too."""

import argparse
import sys
from dataclasses import dataclass

from botocore.exceptions import BotoCoreError, ClientError, WaiterError

from deploy import bucket as buckets
from deploy import stages
from deploy.cloud import Cloud
from deploy.stack import PATIENCE, found


class NotDestroyed(Exception):
    """Nothing was taken away; the words say why."""


@dataclass(frozen=True)
class Gone:
    """What is left of a stack that is gone."""

    table: str
    kept: bool
    files: int

    def __str__(self) -> str:
        table = f"Its table {self.table} {'stays, with all that is in it' if self.kept else 'is gone too'}."
        return f"The stack is gone, and {self.files} files of its packages. {table}"


def destroy(cloud: Cloud, name: str, *, bucket: str, keep_table: bool) -> Gone:
    """Raises NotDestroyed where there is no such stack."""
    standing = found(cloud, name)
    if standing is None:
        raise NotDestroyed(f"There is no stack {name} in {cloud.cloudformation.meta.region_name}.")
    table = standing.outputs.get("TableName", "")
    cloud.cloudformation.delete_stack(StackName=name)
    cloud.cloudformation.get_waiter("stack_delete_complete").wait(StackName=name, WaiterConfig=PATIENCE)
    if table and not keep_table:
        cloud.dynamodb.delete_table(TableName=table)
        cloud.dynamodb.get_waiter("table_not_exists").wait(TableName=table)
    return Gone(table, keep_table, buckets.empty(cloud, bucket, prefix=name))


def confirmed(name: str, said: str | None) -> None:
    """A stack goes only where its own name was said, by hand or in the call."""
    if said is None and sys.stdin.isatty():
        said = input(f"This takes {name} away. Type its name: ").strip()
    if said != name:
        raise NotDestroyed(f"Nothing was done. To take {name} away, say so: make destroy … CONFIRM={name}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m deploy.destroy", description=__doc__)
    parser.add_argument("--stage", required=True)
    parser.add_argument("--bucket")
    parser.add_argument("--confirm", metavar="STACK", help="the stack's name once more, such as laurel-dev")
    parser.add_argument("--keep-table", choices=("yes", "no"), default="yes")
    asked = parser.parse_args()
    try:
        stage = stages.read(asked.stage)
        confirmed(stage.stack, asked.confirm)
        cloud = Cloud.of_session(stage.region)
        bucket = asked.bucket or stage.bucket or buckets.usual_name(cloud)
        print(destroy(cloud, stage.stack, bucket=bucket, keep_table=asked.keep_table == "yes"))
    except (stages.NotConfigured, NotDestroyed) as refused:
        print(refused, file=sys.stderr)
        return 1
    except (BotoCoreError, ClientError, WaiterError) as error:
        print(f"laurel-{asked.stage} was not taken away: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
