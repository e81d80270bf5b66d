"""What a caller of targets may not have, each with its code: the seed's three, and ours from 900001 on."""

from collections.abc import Mapping

from ..refusals import (
    Conflict,
    Contradiction,
    Forbidden,
    Invalid,
    Locked,
    NotFound,
    Refusal,
    TooLarge,
    TooOften,
    nearest,
)

# Anything that is wrong in itself and has no code of its own.
FAULTY = 900001


class UnknownCustomer(NotFound):
    """The seed's 310011."""

    def __init__(self) -> None:
        super().__init__("Invalid userId. Check if the customerId is valid.")


class PeriodNotFound(NotFound):
    """The seed's 310019: no such cycle, it has ended, or none is to come."""

    def __init__(self) -> None:
        super().__init__("Target period not found. Check the target period ID to troubleshoot this error.")


class AlreadyEnrolled(Conflict):
    """The seed's 310119."""

    def __init__(self) -> None:
        super().__init__("User already enrolled for the target.")


class NotOneRecord(Invalid):
    """Enrolments are told one at a time."""

    def __init__(self) -> None:
        super().__init__("Send an array of exactly one record.", {"body": "expected [{…}]"})


class NotEnrolled(Conflict):
    """There is no enrolment to leave, to pause or to hold a freeze for."""

    def __init__(self) -> None:
        super().__init__("User is not enrolled for the target.")


class Overlap(Contradiction):
    """Two cycles of a group would hold the same instant, or they are not in order."""


class Begun(Locked):
    """A cycle that has begun is changed no more: what was counted in it was promised by its dates."""


class OnlyOfStreaks(Contradiction):
    """Pauses, freezes and levels mean nothing to a milestone."""

    def __init__(self, what: str) -> None:
        super().__init__(f"A milestone has no {what}: only streaks do.", {what: "only of streaks"})


class InThePast(Invalid):
    """A pause keeps what is still to come."""

    def __init__(self) -> None:
        super().__init__("A pause cannot begin in the past.", {"startDate": "expected today or later"})


class TooMany(TooLarge):
    """More than is kept of it."""

    def __init__(self, what: str, most: int) -> None:
        super().__init__(f"There are at most {most} {what}.", {what: f"at most {most}"})


class NameTaken(Conflict):
    """Another group of the tenant, or another target of the group, has the name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The name [{name[:100]}] is taken.")


# The nearest class in the MRO gives the code.
CODES: Mapping[type[Refusal], int] = {
    AlreadyEnrolled: 310119,
    UnknownCustomer: 310011,
    PeriodNotFound: 310019,
    Invalid: FAULTY,
    NotOneRecord: 900002,
    NotEnrolled: 900003,
    NotFound: 900004,
    Forbidden: 900005,
    Conflict: 900006,
    Overlap: 900007,
    Begun: 900008,
    OnlyOfStreaks: 900009,
    InThePast: 900010,
    TooMany: 900011,
    NameTaken: 900012,
    TooOften: 900013,
    Refusal: 900099,
}


def code_of(refusal: Refusal) -> int:
    """The number by which a client of the targets' face knows it."""
    return nearest(refusal, CODES)
