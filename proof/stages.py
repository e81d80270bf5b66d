"""The stages of `make prove`: what of the tests proves which promises, and with how many workers."""

from dataclasses import dataclass, field

# The long ones must not wait behind each other at one worker.
TWO = ("-n", "2", "--dist", "worksteal")
QUICK = "not local and not deployed and not slow and not scale and not crowd"
COVERAGE = (
    "--cov=chalicelib/domain",
    "--cov-branch",
    "--cov-fail-under=100",
    "--cov-report=term:skip-covered",
)
DEATHS = "tests/races/test_deaths.py"
# What `make test` has time for is a part of what is marked `prove` there.
PARTS = (
    "--deselect=tests/faults/test_crash_points.py::test_a_process_dies_after_a_write_and_nothing_is_lost_or_done_twice",
    "--deselect=tests/faults/test_interleavings.py::test_in_every_order_of_their_calls_what_must_hold_holds",
)


@dataclass(frozen=True)
class Stage:
    """`module` is run with these arguments; `environment` makes a suite longer than it is in CI."""

    name: str
    arguments: tuple[str, ...]
    module: str = "pytest"
    environment: dict[str, str] = field(default_factory=dict)


def _tests(name: str, *paths: str, marks: str = QUICK) -> Stage:
    return Stage(name, (*TWO, "-m", marks, *paths))


STAGES = (
    _tests("authorization", "tests/api/matrix", "tests/api/test_apart.py", "tests/api/test_refs_apart.py"),
    _tests("hostile input", "tests/hostile", "tests/pages/walls/test_hostile_texts.py"),
    _tests("planted bugs", "tests/planted"),
    Stage(
        "branches of the rules",
        (
            "tests/domain",
            "--confcutdir=tests/domain",
            "-p",
            "tests.mutants.fewer",
            "-m",
            "not slow",
            *COVERAGE,
        ),
    ),
    Stage("mutants of the rules", ("--sample", "500", "--least", "85"), "tests.mutants"),
    # Together, so that no worker waits for the other's last: a seed takes minutes, and such come first.
    Stage(
        "virtual time, crash points, interleavings",
        (*TWO, "-m", f"({QUICK}) and (prove or not faults)", *PARTS, "tests/simulation", "tests/faults"),
    ),
    # Each worker has a DynamoDB Local of its own.
    Stage("deaths on DynamoDB Local", (*TWO, "-m", "local", DEATHS, "tests/sandbox", "tests/simulation")),
    Stage(
        "races on DynamoDB Local",
        (*TWO, "-m", "local", "tests/races", f"--ignore={DEATHS}"),
        environment={"ROUNDS": "100"},
    ),
)
