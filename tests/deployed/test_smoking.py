"""The smoke test on a stack that works: it says what it saw, and nothing of it is left."""

import pytest

from tests.deployed.stack import STAGE, Stack

pytestmark = pytest.mark.deployed


def test_the_smoke_test_sees_all_work_and_leaves_nothing_behind(stack: Stack) -> None:
    before = {(item["pk"]["S"], item["sk"]["S"]) for item in stack.items()}

    ran = stack.deployer("deploy.smoke", "--stage", STAGE)

    assert ran.returncode == 0, (ran.stdout, ran.stderr, stack.emulator.log())
    lines = ran.stdout.splitlines()
    assert all(line.startswith("ok ") for line in lines)
    for seen in ("401", "404", "finished", "the stream", "SES took", "certificate", "nothing is left"):
        assert any(seen in line for line in lines), (seen, lines)
    after = {(item["pk"]["S"], item["sk"]["S"]) for item in stack.items()}
    assert [key for key in after - before if "smoke-" in key[0] or key[0].startswith("K#")] == []


def test_a_stage_that_does_not_stand_fails_aloud(stack: Stack) -> None:
    ran = stack.deployer("deploy.smoke", "--stage", "prod")

    assert (ran.returncode, ran.stdout) == (1, "")
    assert "There is no stack laurel-prod" in ran.stderr
