"""The steps of packaging, each on files small enough to see through."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from deploy import archive, natives, slimming

RUNTIME = f"python{sys.version_info.major}.{sys.version_info.minor}"
ELF = b"\x7fELF".ljust(18, b"\0") + b"\x3e\0"  # for x86_64


def write(path: Path, content: str | bytes = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_library_that_wants_a_newer_glibc_is_named(tmp_path: Path) -> None:
    write(tmp_path / "PIL" / "_imaging.so", ELF + b"GLIBC_2.2.5\0GLIBC_2.34\0")
    write(tmp_path / "fine.so", ELF + b"GLIBC_2.17\0")

    assert list(natives.faults(tmp_path, "python3.11")) == [
        "PIL/_imaging.so needs glibc 2.34; python3.11 has 2.26."
    ]
    assert list(natives.faults(tmp_path, "python3.12")) == []


def test_a_library_of_another_python_or_another_processor_is_named(tmp_path: Path) -> None:
    write(tmp_path / "core.cpython-311-x86_64-linux-gnu.so", ELF)
    write(tmp_path / "core.cpython-313-x86_64-linux-gnu.so", ELF)
    write(tmp_path / "any.abi3.so", ELF)
    write(tmp_path / "arm.so", ELF[:18] + b"\xb7\0")

    assert list(natives.faults(tmp_path, "python3.13")) == [
        "arm.so is no library for x86_64.",
        "core.cpython-311-x86_64-linux-gnu.so is for python3.11, and not for python3.13.",
    ]


def test_the_real_interpreters_library_is_read_as_objdump_reads_it() -> None:
    library = Path(sys.modules["_ctypes"].__file__ or "") if "_ctypes" in sys.modules else None
    if library is None or not library.is_file():
        pytest.skip("this Python has its extension modules built in")
    listed = subprocess.run(["objdump", "-T", library], capture_output=True, text=True).stdout
    seen = {
        tuple(map(int, word.split("GLIBC_")[1].strip("()").split(".")[:2]))
        for word in listed.split()
        if "GLIBC_" in word
    }

    assert natives.glibc(library.read_bytes()) == max(seen)


def test_a_wheel_built_on_this_machine_is_named(tmp_path: Path) -> None:
    write(tmp_path / "pillow-13.dist-info" / "WHEEL", "Wheel-Version: 1.0\nTag: cp311-cp311-linux_x86_64\n")
    write(tmp_path / "fine-1.dist-info" / "WHEEL", "Tag: cp311-cp311-manylinux_2_17_x86_64\n")

    assert list(natives.faults(tmp_path, RUNTIME)) == [
        "pillow-13.dist-info was built on this machine, for this machine."
    ]


def test_slimming_leaves_the_newest_version_of_what_is_used(tmp_path: Path) -> None:
    data = tmp_path / "botocore" / "data"
    for service in ("dynamodb/2011-12-05", "dynamodb/2012-08-10", "sesv2/2019-09-27", "ec2/2016-11-15"):
        write(data / service / "service-2.json.gz")
    write(data / "dynamodb/2012-08-10/examples-1.json")
    services: dict[str, Any] = {"dynamodb": {"endpoints": {"eu-west-1": {}}}, "ec2": {}}
    write(
        data / "endpoints.json",
        json.dumps({"partitions": [{"regions": {"eu-west-1": {}}, "services": services}]}),
    )

    slimming.slim(tmp_path)

    left = sorted(path.relative_to(data).as_posix() for path in data.rglob("*.gz"))
    assert left == ["dynamodb/2012-08-10/service-2.json.gz", "sesv2/2019-09-27/service-2.json.gz"]
    assert not list(data.rglob("examples-1.json"))
    (partition,) = json.loads((data / "endpoints.json").read_text())["partitions"]
    assert partition["services"] == {"dynamodb": {"endpoints": {"eu-west-1": {}}}}
    assert partition["regions"] == {"eu-west-1": {}}


def test_byte_code_is_trusted_unchecked_and_names_the_place_on_lambda(tmp_path: Path) -> None:
    write(tmp_path / "room" / "door.py", "def open():\n    raise KeyError('locked')\n")
    write(tmp_path / "room" / "__pycache__" / "door.cpython-27.pyc", "old")

    archive.compile_all(tmp_path, RUNTIME)

    (compiled,) = tmp_path.rglob("*.pyc")
    content = compiled.read_bytes()
    assert content[4:8] == b"\x01\0\0\0"  # PEP 552: by hash, and not checked
    assert b"/var/task/room/door.py" in content


def test_byte_code_of_another_python_is_not_made(tmp_path: Path) -> None:
    write(tmp_path / "door.py")

    archive.compile_all(tmp_path, "python3.99")

    assert list(tmp_path.rglob("*.pyc")) == []


def test_a_source_that_is_no_python_stops_the_build(tmp_path: Path) -> None:
    write(tmp_path / "door.py", "def open(:\n")

    with pytest.raises(archive.NotCompiled):
        archive.compile_all(tmp_path, RUNTIME)


def test_a_zip_knows_no_time_and_no_order(tmp_path: Path) -> None:
    for folder, names in (("one", "ab"), ("other", "ba")):
        for name in names:
            write(tmp_path / folder / name, name)

    archive.pack(tmp_path / "one", tmp_path / "one.zip")
    archive.pack(tmp_path / "other", tmp_path / "other.zip")

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()
    assert list(archive.contents(tmp_path / "one.zip")) == [("a", 1), ("b", 1)]
