"""The stages of `make prove`: what of the tests proves which promises, and with how many workers."""

from dataclasses import dataclass, field

TWO = ("-n", "2", "--maxschedchunk", "1")
# What DynamoDB Local runs shares one process of it, and its threads: one worker.
ONE: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stage:
    """`marks` choose among `paths` as pytest's -m does; `environment` makes a suite longer than in CI."""

    name: str
    marks: str
    paths: tuple[str, ...]
    workers: tuple[str, ...] = TWO
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def arguments(self) -> list[str]:
        return [*self.workers, "-m", self.marks, *self.paths]


QUICK = "not local and not deployed and not slow and not scale and not crowd"

STAGES = (
    Stage("crash points", QUICK, ("tests/faults",)),
    Stage("tenants apart", QUICK, ("tests/api/test_apart.py",)),
    Stage("planted bugs", QUICK, ("tests/planted",)),
    Stage("races and deaths on DynamoDB Local", "local", ("tests",), ONE, {"ROUNDS": "100"}),
)
