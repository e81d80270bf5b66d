"""Definitions and events by chance: few words and small numbers, so that rules are met and missed often."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from chalicelib.domain.rules.model import ActivityEvent

from .making import body, rule, rule_set, sub, subs, when

FIRST = datetime(2026, 12, 26, tzinfo=UTC)  # a Saturday; week 53 and a new year are days away
LATER = datetime(2028, 1, 1, tzinfo=UTC)
WORDS = ["win", "lose", "sale"]
NUMBERS = ["0", "1", "2.5", "-1", "0.1"]

flags = st.booleans()
matches = st.sampled_from(["All", "Any"])
orders = st.sampled_from(["==", "<>", ">", ">=", "<", "<="])
times = st.sampled_from(["before", "after", "on.or.before", "on.or.after", "==", "<>"])
same = st.sampled_from(["==", "<>"])

words = st.sampled_from(WORDS)
moments = st.integers(0, 12 * 24).map(lambda hours: FIRST + timedelta(hours=hours))
sub_rules = st.one_of(
    st.builds(
        sub, st.sampled_from(["event.action.type", "event.external.id", "event.entity.ref"]), same, words
    ),
    st.builds(sub, st.just("event.source.value"), orders, st.sampled_from(NUMBERS)),
    st.builds(sub, st.just("event.time"), times, moments.map(datetime.isoformat)),
    st.builds(sub, st.just("event.metadata.colour"), same, words),
)
sub_conditions = st.builds(
    lambda rules, match, must: subs(*rules, match=match, must=must),
    st.lists(sub_rules, min_size=1, max_size=3),
    matches,
    flags,
)
FACTS = ["event.count", *(f"{word}.event.source.value" for word in ("sum", "avg", "min", "max"))]
main_rules = st.builds(
    lambda fact, operator, constant, conditions: rule(fact, operator, constant, *conditions),
    st.sampled_from([*FACTS, "event.count"]),
    orders,
    st.sampled_from(["1", 2, "3", "2.5", "0"]),
    st.lists(sub_conditions, max_size=2),
)
conditions = st.builds(
    lambda rules, match, must: when(*rules, match=match, must=must),
    st.lists(main_rules, min_size=1, max_size=3),
    matches,
    flags,
)
rule_sets = st.builds(
    lambda conditions, action, priority: rule_set(*conditions, action=action, priority=priority),
    st.lists(conditions, min_size=1, max_size=2),
    st.sampled_from(["member.achievement", "", "win", "sale"]),
    st.integers(1, 3),
)
places = st.sampled_from([("Daily", 7), ("Weekly", 53), ("Monthly", 12)])
limits = st.integers(1, 4)
schedules = st.one_of(
    st.builds(lambda: {"scheduleType": "Once"}),
    st.builds(lambda limit: {"scheduleType": "Repeatedly", "scheduleOccurrencesLimit": limit}, limits),
    places.flatmap(
        lambda kind: st.fixed_dictionaries(
            {
                "scheduleType": st.just(kind[0]),
                "scheduleOccurrencesLimit": limits,
                "every": st.one_of(
                    st.just([]), st.lists(st.integers(1, kind[1]), unique=True, min_size=1, max_size=4)
                ),
                "onlyAggregateOnActiveDays": flags,
            }
        )
    ),
)
spans = st.sampled_from(
    [{}, {"startDate": FIRST.isoformat()}, {"endDate": (FIRST + timedelta(days=6)).isoformat()}]
)
bodies = st.builds(
    lambda rule_sets, schedule, span: body(*rule_sets, schedule=schedule | span),
    st.lists(rule_sets, min_size=1, max_size=2),
    schedules,
    spans,
)


@st.composite
def families(draw):
    """Up to three definitions; the later ones may depend on the earlier."""
    family = {f"a{number}": one for number, one in enumerate(draw(st.lists(bodies, min_size=1, max_size=3)))}
    for number, one in enumerate(family.values()):
        named = draw(st.lists(st.sampled_from(["a0", "a1"][:number]), unique=True)) if number else []
        kinds = [draw(st.sampled_from(["Must", "Must-Not", "Should"])) for _ in named]
        one["dependantOn"] = [
            {"achievementId": uid, "linkType": kind} for uid, kind in zip(named, kinds, strict=True)
        ]
        one["minimumShouldMatch"] = draw(st.integers(0, kinds.count("Should")))
        one["memberGroups"] = draw(st.sampled_from([[], [], ["club"], ["other"]]))
    return family


names = st.one_of(st.none(), words)
single_events = st.builds(
    ActivityEvent,
    id=st.just(""),
    at=moments,
    action=words,
    event_ref=names,
    entity_ref=names,
    relates_to=names,
    value=st.one_of(st.none(), st.sampled_from(NUMBERS).map(Decimal)),
    metadata=st.one_of(st.just({}), words.map(lambda word: {"colour": word})),
)
histories = st.lists(single_events, max_size=14).map(
    lambda found: [
        ActivityEvent(
            f"e{number:02}",
            one.at,
            one.action,
            one.event_ref,
            one.entity_ref,
            one.relates_to,
            one.value,
            one.metadata,
        )
        for number, one in enumerate(found)
    ]
)
