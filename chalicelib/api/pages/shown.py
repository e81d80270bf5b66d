"""How records of a person are shown on its pages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import urlsplit

from ...actions.enrolments import InGroup
from ...domain.achievement import Achievement, StepMark
from ...domain.kept_memberships import KeptMembership
from ...domain.targets.glance import Glance, glance
from ...domain.told_membership import Told, told
from . import papers
from .visitor import Visitor


@dataclass(frozen=True)
class ShownMembership:
    """`number` is the contact's own; papers are the payer's, so a linked member has none."""

    name: str
    told: Told
    number: str
    papers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ShownStep:
    """`evidence` is each proof with its address, if it is one of the web."""

    number: int
    name: str
    mark: StepMark | None
    evidence: tuple[tuple[str, str | None], ...] = ()


def memberships(visitor: Visitor, contact: str, kept: Sequence[KeptMembership]) -> list[ShownMembership]:
    return [_membership(visitor, contact, one) for one in kept]


def steps(achievement: Achievement) -> list[ShownStep]:
    return [_step(number, name, achievement) for number, name in enumerate(achievement.steps, 1)]


def goals(groups: Sequence[InGroup]) -> list[Glance]:
    found = (glance(target, standing) for group in groups for target, standing in group.targets)
    return [one for one in found if one is not None]


def plain(number: Decimal) -> str:
    """To two places, without an exponent and without zeros that say nothing."""
    return f"{round(number, 2).normalize():f}"


def _membership(visitor: Visitor, contact: str, kept: KeptMembership) -> ShownMembership:
    membership = kept.membership
    own = membership.contact == contact
    number = next((link.number for link in membership.linked if link.contact == contact), membership.number)
    return ShownMembership(
        name=kept.type_name,
        told=told(membership, now=visitor.now),
        number=number,
        papers=papers.of_membership(visitor, kept) if own else {},
    )


def _step(number: int, name: str, achievement: Achievement) -> ShownStep:
    mark = achievement.done.get(number)
    proofs = tuple((proof, _address(proof)) for proof in mark.evidence) if mark else ()
    return ShownStep(number, name, mark, proofs)


def _address(proof: str) -> str | None:
    """What was given as evidence, if a reader may follow it as a link: nothing but the web's own schemes."""
    try:
        parts = urlsplit(proof)
    except ValueError:
        return None
    return proof if parts.scheme in ("http", "https") and parts.hostname else None
