"""The count tree against a sorted list."""

from collections import Counter

import pytest
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
@example([20, 21, 200, 210], 20)
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


@pytest.mark.parametrize(
    ("score", "steps"),
    [
        (0, [("", "0", True, False)]),
        (7, [("", "a7", True, False)]),
        (-7, [("", "-a7", True, False)]),
        (2000, [("", "d2", True, True)]),
        (12, [("", "b1", False, True), ("b1", "2", True, False)]),
        (1234, [("", "d1", False, True), ("d1", "23", False, True), ("d1.23", "4", True, False)]),
        (-120_000, [("", "-f1", False, True), ("-f1", "20", True, True)]),
        (
            1_234_567,
            [
                ("", "g1", False, True),
                ("g1", "23", False, True),
                ("g1.23", "456", False, True),
                ("g1.23.456", "7", True, False),
            ],
        ),
    ],
)
def test_the_way_of_a_score_is_as_the_table_keeps_it(
    score: int, steps: list[tuple[str, str, bool, bool]]
) -> None:
    """The names of nodes and cells are kept: another way would be lost to the counts that stand."""
    assert [(step.node, step.cell, step.last, step.open) for step in tree.path(score)] == steps


@pytest.mark.parametrize(
    ("score", "band", "digits"),
    [(0, "0", 1), (7, "a", 1), (-7, "-a", 1), (12, "b", 2), (-2000, "-d", 4), (10**36, "K", 37)],
)
def test_a_band_is_sign_and_number_of_digits(score: int, band: str, digits: int) -> None:
    cell = tree.root_cell(score)

    assert (tree.band(score), tree.band_of(cell), tree.digits_of(cell)) == (band, band, digits)


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("0", True),
        ("b1", True),
        ("-K9", True),
        ("b1=", True),
        ("23", True),
        ("456=", True),
        ("", False),
        ("=", False),
        ("pk", False),
        ("b12", False),
        ("b1==", False),
        ("=b1", False),
        ("--b1", False),
        ("version", False),
    ],
)
def test_a_nodes_item_has_counters_beside_what_else_it_says(name: str, is_one: bool) -> None:
    assert tree.is_counter(name) is is_one


def test_only_what_counts_something_is_a_cell_of_the_root() -> None:
    root = {"pk": "x", "b1": 3, "b1=": 1, "-a7": 1, "0": 2, "c9": 0, "d1": "4", "version": 7}

    assert list(tree.cells(root).items()) == [("b1", 3), ("0", 2), ("-a7", 1)]


def test_who_stays_where_they_were_moves_nothing() -> None:
    assert tree.delta([(5, 5), (None, None)]) == {}
    assert tree.delta([(12, 5)]) == {"": {"b1": -1, "a5": 1}, "b1": {"2": -1}}


def test_what_is_not_known_of_a_node_counts_as_nothing() -> None:
    assert [tree.better(score, {}) for score in (0, 5, -5, 2000, -2000, 1234, -1234)] == [0] * 7
