"""Files of resources as one: nothing of either is lost, and none overrules another."""

import json
from pathlib import Path
from typing import Any

import pytest

from deploy.merging import SaidTwice, merged


def written(folder: Path, *said: dict[str, Any]) -> list[Path]:
    files = [folder / f"{place}.json" for place in range(len(said))]
    for file, one in zip(files, said, strict=True):
        file.write_text(json.dumps(one))
    return files


def test_what_either_file_says_stands_in_the_whole(tmp_path: Path) -> None:
    files = written(
        tmp_path,
        {"Resources": {"Queue": {"Type": "Q", "Properties": {"Days": 14}}}},
        {"Resources": {"Queue": {"Properties": {"Label": "ours"}}, "Topic": {"Type": "T"}}},
    )

    whole = merged(*files)

    queue = {"Type": "Q", "Properties": {"Days": 14, "Label": "ours"}}
    assert whole == {"Resources": {"Queue": queue, "Topic": {"Type": "T"}}}


def test_files_that_contradict_each_other_are_refused_with_the_place(tmp_path: Path) -> None:
    files = written(
        tmp_path, {"Parameters": {"Days": {"Default": 1}}}, {"Parameters": {"Days": {"Default": 2}}}
    )

    with pytest.raises(SaidTwice, match="/Parameters/Days/Default"):
        merged(*files)
