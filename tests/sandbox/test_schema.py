"""The table of the sandbox is the table that is deployed."""

import json
from pathlib import Path

import pytest

from sandbox.schema import RESOURCES, UnknownProperty, stream_arn, table_properties
from tests.sandbox.conftest import TABLE, Bench


def test_the_table_is_the_deployed_one(bench: Bench) -> None:
    deployed = json.loads(RESOURCES.read_text())["Resources"]["Table"]["Properties"]

    table = bench.db.describe_table(TableName=TABLE)["Table"]

    made = {index["IndexName"]: index for index in table["GlobalSecondaryIndexes"]}
    assert table["KeySchema"] == deployed["KeySchema"]
    for wanted in deployed["GlobalSecondaryIndexes"]:
        index = made.pop(wanted["IndexName"])
        assert {key: index[key] for key in wanted} == wanted
    assert made == {}


def test_its_stream_and_expiry_are_on(bench: Bench) -> None:
    table = bench.db.describe_table(TableName=TABLE)["Table"]
    expiry = bench.db.describe_time_to_live(TableName=TABLE)["TimeToLiveDescription"]

    assert table["StreamSpecification"] == {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}
    assert stream_arn(bench.db, TABLE) == bench.stream_arn == table["LatestStreamArn"]
    assert (expiry["AttributeName"], expiry["TimeToLiveStatus"]) == ("x", "ENABLED")


def test_a_property_it_does_not_know_is_refused(tmp_path: Path) -> None:
    template = {"Resources": {"Table": {"Properties": {**table_properties(), "LocalSecondaryIndexes": []}}}}
    changed = tmp_path / "resources.json"
    changed.write_text(json.dumps(template))

    with pytest.raises(UnknownProperty, match="LocalSecondaryIndexes"):
        table_properties(changed)
