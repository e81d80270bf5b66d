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
    _tests("hostile input", "tests/hostile"),
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
    _tests("simulation in virtual time", "tests/simulation"),
    _tests("bad deliveries", "tests/faults/test_bad_deliveries.py", "tests/faults/test_award_histories.py"),
    # What is not marked there is a part of what is: `make test` has time for no more.
    _tests("crash points and interleavings", "tests/faults", marks="prove"),
    # One process of DynamoDB Local serves them all, and they bring threads of their own: one worker.
    Stage("races and deaths on DynamoDB Local", ("-m", "local", "tests"), environment={"ROUNDS": "100"}),
)
