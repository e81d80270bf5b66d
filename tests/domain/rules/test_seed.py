"""The achievement of seed 001, word for word: ten wins."""

from chalicelib.domain.rules.definitions import parse
from chalicelib.domain.rules.tokens import tokens, words
from tests.seeds import TEN_WINS

from .making import event, one_by_one, several

GOAL = parse("SrgnQW4Bl-kxmqaGhevd", TEN_WINS)


def test_it_is_issued_by_exactly_the_tenth_win_among_other_events():
    wins, losses = several(15, "win"), several(15, "lose", name="x")
    mixed = [each for pair in zip(losses, wins, strict=True) for each in pair]

    _, issues = one_by_one(mixed, GOAL)

    assert [(issue.achievement, issue.number, issue.key, issue.event, issue.at) for issue in issues] == [
        ("SrgnQW4Bl-kxmqaGhevd", 1, "1", "e10", wins[9].at)
    ]


def test_a_win_is_said_by_the_action_the_reference_the_entity_or_what_it_relates_to():
    said = [{"action": "win"}, {"event_ref": "win"}, {"entity_ref": "win"}, {"relates_to": "win"}]
    events = [event(f"e{number}", **({"action": "played"} | said[number % 4])) for number in range(10)]

    _, issues = one_by_one(events, GOAL)

    assert [issue.event for issue in issues] == ["e9"]
    assert all("win" in words(each) for each in events)


def test_it_is_found_under_the_word_win_alone():
    assert tokens(GOAL) == {"win"}
