"""The count tree against a sorted list."""

from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.domain.boards import tree

MOST = 10**36
# Crowded ones, round ones, money with four decimals, and whatever fits.
SCORES = st.one_of(
    st.integers(-30, 30),
    st.integers(-2000, 20_000),
    st.builds(lambda n, zeros: n * 10**zeros, st.integers(-99_999, 99_999), st.integers(0, 9)),
    st.integers(-MOST, MOST),
)


def built(moves: list[tuple[int | None, int | None]]) -> dict[str, Counter[str]]:
    nodes: dict[str, Counter[str]] = {}
    for move in moves:
        for node, counts in tree.delta([move]).items():
            nodes.setdefault(node, Counter()).update(counts)
    return nodes


@given(st.lists(SCORES, max_size=60), SCORES)
@example([-20, -21], -21)
@example([-20, -2_000, -200_000], -2_345_678)
def test_as_many_are_better_as_in_a_sorted_list(scores: list[int], asked: int) -> None:
    nodes = built([(None, score) for score in scores])

    for score in (*scores, asked):
        assert tree.better(score, nodes) == sum(other > score for other in scores)


@given(st.lists(SCORES, max_size=30), st.data())
def test_moves_one_by_one_come_to_what_their_net_comes_to(scores: list[int], data: st.DataObject) -> None:
    moves = [(score, data.draw(st.one_of(st.none(), SCORES))) for score in scores]

    one_by_one = built([(None, score) for score in scores] + moves)
    net = tree.delta([(None, score) for score in scores] + moves)

    held = {node: {cell: n for cell, n in counts.items() if n} for node, counts in one_by_one.items()}
    assert {node: counts for node, counts in held.items() if counts} == net


@given(st.lists(SCORES, max_size=30))
def test_who_leaves_is_counted_nowhere(scores: list[int]) -> None:
    assert tree.delta([(None, score) for score in scores] + [(score, None) for score in scores]) == {}


@given(SCORES)
def test_a_place_is_found_in_the_nodes_that_are_named_for_it(score: int) -> None:
    nodes = built([(None, score), (None, score + 1), (None, 7 * score)])
    asked = {name: counts for name, counts in nodes.items() if name in {tree.ROOT, *tree.nodes_of(score)}}

    assert tree.better(score, asked) == tree.better(score, nodes)


def test_money_in_cents_is_found_in_three_nodes_below_the_root_up_to_ten_million() -> None:
    assert len(tree.nodes_of(9_999_999_99 * 100)) == 3
    assert len(tree.nodes_of(1_234_50 * 100)) == 2
    assert len(tree.nodes_of(999)) == 1
    assert tree.nodes_of(2000) == []


@given(st.lists(SCORES, min_size=2, max_size=30))
def test_the_cells_of_the_root_are_in_the_order_of_scores(scores: list[int]) -> None:
    found = tree.cells(built([(None, score) for score in scores])[tree.ROOT])

    assert list(dict.fromkeys(map(tree.root_cell, sorted(scores, reverse=True)))) == list(found)
    assert sum(found.values()) == len(scores)
