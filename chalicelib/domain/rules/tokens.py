"""Under which words a definition must be found by an event, and where its counters have their home.

Held by a property test: an event that a definition counts has a word among the definition's tokens.
"""

import hashlib
from collections.abc import Iterable

from .model import ActivityEvent, Definition, MainRule, Match, Operator, SubConditionSet, SubFact, SubRule

ANY = "*"
# Facts whose value is a word of the event; actions first, as they are few.
_WORDS = (SubFact.ACTION, SubFact.EXTERNAL, SubFact.ENTITY)


def words(event: ActivityEvent) -> frozenset[str]:
    """What the rule index is asked for when the event comes."""
    return frozenset((ANY, *event.references))


def tokens(definition: Definition) -> frozenset[str]:
    """Every event that one of the rules counts has one of these among its words."""
    return frozenset(token for rule in definition.rules for token in _of_rule(rule))


def home(definition: Definition) -> str:
    """Which progress item holds all its counters: shared by those that stand under one and the same token."""
    found = tokens(definition)
    return digest(*found) if len(found) == 1 else f"A#{definition.id}"


def digest(token: str) -> str:
    """A token as part of a key: never a client's own text."""
    return hashlib.sha256(token.encode()).hexdigest()[:32]


def _of_rule(rule: MainRule) -> Iterable[str]:
    if rule.action is not None:
        return (rule.action,)
    found = (_of_conditions(conditions) for conditions in rule.sub_conditions)
    return min((words for words in found if words), key=len, default=(ANY,))


def _of_conditions(conditions: SubConditionSet) -> tuple[str, ...]:
    """The words of which each event that passes has one; nothing where there are no such."""
    named = [rule for rule in conditions.rules if _names_a_word(rule, conditions.must)]
    if conditions.match is Match.ALL and named:
        first = min(named, key=lambda rule: _WORDS.index(rule.fact))
        return (str(first.constant),)
    if len(named) == len(conditions.rules):
        return tuple(sorted({str(rule.constant) for rule in named}))
    return ()


def _names_a_word(rule: SubRule, must: bool) -> bool:
    """`==` that must be true says the word, and so does `<>` that must be false."""
    wanted = Operator.EQUAL if must else Operator.UNEQUAL
    return rule.fact in _WORDS and rule.operator is wanted
