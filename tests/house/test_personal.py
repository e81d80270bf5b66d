"""Nothing about a person can be forgotten: every field of every kind of record has its mark, every key its row."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

from chalicelib import store
from chalicelib.actions.forgetting import FORGOTTEN
from chalicelib.domain.achievement_type import AchievementType
from chalicelib.domain.competition import CompetitionAchievement
from chalicelib.domain.gamification.paths import RelationsPath
from chalicelib.domain.gamification.ranks import Rank
from chalicelib.domain.icons import Icon
from chalicelib.domain.import_job import ImportJob
from chalicelib.domain.kept_memberships import KeptMembershipType
from chalicelib.domain.left import Left
from chalicelib.domain.paper_template import PaperTemplate
from chalicelib.domain.payment_plan import OfferedPlan
from chalicelib.domain.personal import MARKS, WHOLE
from chalicelib.domain.replay_run import ReplayRun
from chalicelib.domain.retroactive import RetroactiveRun
from chalicelib.domain.reward import Reward
from chalicelib.domain.reward_type import RewardType
from chalicelib.domain.targets.group import TargetGroup
from chalicelib.domain.targets.target import Target
from chalicelib.store import trail
from chalicelib.store.records import Kind
from tests.house import pages
from tests.house.test_words import KEY_ROOMS, functions

# What a tenant defines; nobody is named in it.
OF_THE_TENANT = frozenset({AchievementType, CompetitionAchievement, Icon, ImportJob, KeptMembershipType})
OF_THE_TENANT |= {OfferedPlan, PaperTemplate, Rank, RelationsPath, RetroactiveRun, Reward, RewardType}
OF_THE_TENANT |= {Target, TargetGroup}
# Where something stands, by uids, and how far a job is; no word of anybody.
OF_THE_TENANT |= {Left, ReplayRun}
KEYS = functions(*KEY_ROOMS) - {
    "digest",
    "board_list",
    "board_position",
}


def kinds() -> Iterator[Kind[Any]]:
    for info in pkgutil.iter_modules(store.__path__):
        module = importlib.import_module(f"{store.__name__}.{info.name}")
        yield from (one for one in vars(module).values() if isinstance(one, Kind))


def test_every_kind_of_record_is_a_persons_or_the_tenants() -> None:
    models = {kind.model for kind in kinds()}

    assert models == (MARKS.keys() & models) | (WHOLE & models) | OF_THE_TENANT
    assert not MARKS.keys() & OF_THE_TENANT


def test_every_field_has_one_mark_and_no_mark_is_of_a_field_that_is_gone() -> None:
    for model, marks in MARKS.items():
        assert sorted(marks.fields) == sorted(field.name for field in fields(model)), model.__name__


def test_what_is_said_to_have_marks_within_has_them() -> None:
    for model, marks in MARKS.items():
        hints = get_type_hints(model)
        for name in marks.within.split():
            held = [part for part in (hints[name], *get_args(hints[name])) if is_dataclass(part)]
            assert held and set(held) <= MARKS.keys(), f"{model.__name__}.{name}"


def test_every_section_of_the_walk_says_what_becomes_of_it() -> None:
    assert FORGOTTEN.keys() == trail.SECTIONS.keys()


def test_every_key_has_its_place_in_the_page_on_privacy() -> None:
    named = pages.rows(pages.DOCS / "privacy.md").keys()

    assert KEYS - named == set()
    assert {name for name in named if "_" in name} - KEYS == set(), "a key that is gone"
