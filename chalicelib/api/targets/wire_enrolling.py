"""Enrolments as the wire has them: who enters, leaves, pauses; and how a customer stands."""

from typing import Annotated, Literal

from pydantic import Field

from ...domain.targets.cycles import LONGEST_REF_CODE
from ...domain.targets.enrolling import MOST_BALANCE, Wish
from ...domain.targets.keeping import MOST_FREEZES
from ...domain.targets.many import MOST_AT_ONCE
from ..wire import Bare, Body, Record
from .answers import Answered
from .values import Amount, Day, Id
from .wire import OneRecord, Status, Tracked


class EnrolmentBody(Body):
    """Who is enrolled, from which period on. `initialBalance` null resumes where it was left."""

    customerId: Id  # noqa: N815 - the seed's word
    # A name that no period has is 310019, an empty one too.
    periodName: Annotated[str, Field(max_length=LONGEST_REF_CODE)] | None = None  # noqa: N815
    initialBalance: Annotated[int, Field(ge=0, le=MOST_BALANCE)] | None = None  # noqa: N815
    resetStreakStatus: bool | None = None  # noqa: N815

    @property
    def wish(self) -> Wish:
        return Wish(self.periodName, self.initialBalance, bool(self.resetStreakStatus))


class EnrolmentsBody(Bare[Annotated[list[EnrolmentBody], Field(min_length=1, max_length=1)]], OneRecord):
    """An array of exactly one record."""


class UnEnrolmentBody(Body):
    """Who is not enrolled any more."""

    customerId: Id  # noqa: N815


class PauseBody(Body):
    """Days in which nothing breaks the customer's streak; `endDate` is the first day after them."""

    customerId: Id  # noqa: N815
    startDate: Day  # noqa: N815
    endDate: Day  # noqa: N815


class FreezesBody(Body):
    """Freezes that the customer is given."""

    customerId: Id  # noqa: N815
    freezes: Annotated[int, Field(ge=1, le=MOST_FREEZES)]


class CustomerAnswer(Answered):
    """The customer's id."""

    data: int


class EnrolledPeriodRecord(Record):
    """How far the customer is in a period; `targetValue` is null where the target wants nothing of it."""

    id: int
    refCode: str  # noqa: N815
    startDate: str  # noqa: N815
    endDate: str  # noqa: N815
    periodStatus: Status  # noqa: N815
    targetValue: Amount | None  # noqa: N815
    achievedValue: Amount  # noqa: N815
    achieved: bool
    achievedOn: str | None  # noqa: N815
    enrolled: bool


class ReachedLevelRecord(Record):
    """A level of the streak, and when it was reached in this run."""

    name: str
    cycles: int
    achieved: bool
    achievedOn: str | None  # noqa: N815


class StreakRecord(Record):
    """The streak now, the longest of this run, the freezes that are left, and the levels."""

    currentValue: int  # noqa: N815
    bestValue: int  # noqa: N815
    freezes: int
    levels: list[ReachedLevelRecord]


class UserTargetRecord(Record):
    """A target in which the customer is or was enrolled; `streak` is null for a milestone."""

    id: int
    name: str
    periods: list[EnrolledPeriodRecord]
    streak: StreakRecord | None


class UserGroupRecord(Record):
    """A group with those of its targets."""

    id: int
    name: str
    trackingType: Tracked  # noqa: N815
    targets: list[UserTargetRecord]


class UserTargetsRecord(Record):
    """All of a customer's targets."""

    userId: int  # noqa: N815
    targetGroups: list[UserGroupRecord]  # noqa: N815


class UserTargetsAnswer(Answered):
    data: UserTargetsRecord


class TimelineEntry(Record):
    """One thing that happened: `streakValue` is the streak's length after it."""

    at: str
    event: str
    refCode: str | None  # noqa: N815
    streakValue: int | None  # noqa: N815
    note: str | None


class TimelineAnswer(Answered):
    data: list[TimelineEntry]


class PauseRecord(Record):
    """Days; `endDate` is the first after them."""

    startDate: str  # noqa: N815
    endDate: str  # noqa: N815


class StreakKeptRecord(Record):
    """What keeps the customer's streak from now on."""

    customerId: int  # noqa: N815
    pauses: list[PauseRecord]
    freezes: int


class StreakKeptAnswer(Answered):
    data: StreakKeptRecord


class EnrolmentFile(Body):
    """A CSV file with a column customerId, and periodName, initialBalance, resetStreakStatus as needed."""

    csv: Annotated[str, Field(min_length=1)]


Many = Annotated[list[EnrolmentBody], Field(min_length=1, max_length=MOST_AT_ONCE)]


class EnrolmentsImport(Bare[Many | EnrolmentFile]):
    """1 to 10,000 enrolments in one target: an array of the records of `enroll`, or a file."""


class ImportCountsRecord(Record):
    """`created` are first enrolments, `resumed` had been left, `unchanged` were enrolled already."""

    created: int
    resumed: int
    unchanged: int
    faulty: int


class ImportFaultRecord(Record):
    """What is wrong with a line of the file, or a record of the array, counted from 1."""

    line: int
    column: str
    message: str


class EnrolmentsImportRecord(Record):
    """How far it is; `nextAfterLine`: there are more faults, to be had with it as `afterLine`."""

    id: str
    state: Literal["waiting", "running", "done"]
    rows: int
    done: int
    counts: ImportCountsRecord
    faultsTotal: int  # noqa: N815
    faults: list[ImportFaultRecord]
    nextAfterLine: int | None  # noqa: N815


class EnrolmentsImportAnswer(Answered):
    data: EnrolmentsImportRecord
