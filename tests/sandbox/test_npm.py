"""Packages that are fetched once: whole, as they were pinned, and by whoever comes first."""

import base64
import hashlib
import tarfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sandbox import npm

FILES = 300


@pytest.fixture
def pinned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The hash of what npm would fetch, and an npm that fetches it."""
    inside, archive, bins = tmp_path / "package", tmp_path / "thing.tgz", tmp_path / "bin"
    inside.mkdir()
    bins.mkdir()
    for number in range(FILES):
        (inside / f"{number}.txt").write_text("x")
    with tarfile.open(archive, "w:gz") as packed:
        packed.add(inside, "package")
    (bins / "npm").write_text(f'#!/bin/sh\ncp {archive} "$4/thing-1.0.0.tgz"\necho thing-1.0.0.tgz\n')
    (bins / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", str(bins), prepend=":")
    return base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()


def test_many_who_fetch_at_the_same_moment_all_have_all_of_it(tmp_path: Path, pinned: str) -> None:
    """So do the workers of a test run on a machine that has nothing yet."""
    into = tmp_path / "cache"

    def fetched(_: int) -> int:
        return len(list(npm.unpacked("thing@1.0.0", pinned, into).iterdir()))

    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(fetched, range(8)))

    assert seen == [FILES] * 8
    assert [one.name for one in into.iterdir()] == ["package"]


def test_another_file_than_the_pinned_one_is_thrown_away(tmp_path: Path, pinned: str) -> None:
    into = tmp_path / "cache"

    with pytest.raises(npm.NotFetched, match="not the file"):
        npm.unpacked("thing@1.0.0", f"x{pinned[1:]}", into)

    assert list(into.iterdir()) == []
