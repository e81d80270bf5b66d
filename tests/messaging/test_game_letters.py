"""The letters of the game: what was reached, how far the next level is, and nothing of what there is not."""

from decimal import Decimal

import pytest

from tests.messaging.letters import GUARDIAN, SELF, Elements, letter


def test_a_level_is_told_with_the_way_to_the_next() -> None:
    parts = letter("new_level", SELF, name="Level 8")
    shown = Elements(parts.html)

    assert "8" in shown.data and "64 % of the way to Level 9" in shown.text
    assert ("width", "64%") in shown.attributes
    assert "Level 9, at 7.8125 points" in parts.text


def test_of_the_top_level_no_way_is_shown() -> None:
    parts = letter("new_level", SELF, name="Level 16", points=1000)
    shown = Elements(parts.html)

    assert "There is no higher one: well done!" in " ".join(parts.text.split())
    assert "of the way" not in shown.text and "Next level" not in shown.text + parts.text


@pytest.mark.parametrize(("points", "is_said"), [(Decimal("2.5"), True), (Decimal(0), False)])
def test_a_badge_tells_its_points_where_it_gave_some(points: Decimal, is_said: bool) -> None:
    parts = letter("new_badge", SELF, points=points)

    assert ("2.5 points with it" in " ".join(parts.text.split())) is is_said
    assert ("Points" in Elements(parts.html).text) is is_said
    assert "special badge" in " ".join(parts.text.split())


def test_a_guardian_reads_whose_place_it_is() -> None:
    parts = letter("new_rank", GUARDIAN, name="Top sellers")

    assert parts.subject == "Ada Berger now leads Top sellers"
    assert "first place of Top sellers, with a score of 62.5" in " ".join(parts.text.split())
