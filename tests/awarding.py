"""Awards as the engine's transaction leaves them, for tests that begin there."""

from datetime import timedelta
from typing import Any

from chalicelib.actions import awarding
from chalicelib.domain.award import Award, Issue, award_of
from chalicelib.store.awards import AWARDS
from chalicelib.store.table import TenantTable
from sandbox.house import House
from tests.asking import Club
from tests.domain.awards import a_reward


def table_of(club: Club) -> TenantTable:
    return club.house.wired.table.of(club.tenant)


def given(club: Club, contact: str, key: str = "1", **reward: Any) -> str:
    """The id of an award of one reward, issued now; the stream has not run yet."""
    now, issue = club.house.clock.now(), Issue("A" * 20, contact, key, name="Ten wins")
    defined = a_reward(**reward)
    table_of(club).transact(awarding.awards_of(club.tenant, issue, [defined], at=now))
    return award_of(issue, defined, at=now).uid


def standing(club: Club, uid: str) -> Award:
    return AWARDS.load(table_of(club), uid)


def wait(house: House, **duration: float) -> None:
    """Time passes and nothing runs meanwhile: the scheduler is down."""
    house.clock.turn_to(house.clock.now() + timedelta(**duration))
