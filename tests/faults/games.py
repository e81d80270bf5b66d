"""What stands before each flow of ranks and paths, and what must hold of them whatever happened."""

from collections import Counter

from tests.api import playing
from tests.faults.stage import Item, Stage


def a_path(stage: Stage) -> None:
    made = playing.path(stage.club)
    stage.notes["path"] = made["id"]
    stage.notes["milestone"] = made["activity_types"]["milestones"][0]["id"]


def a_rank(stage: Stage) -> None:
    """By conversion, so that it is counted on its path."""
    made = playing.converters(stage.club)
    stage.notes["rank"] = made["id"]


def a_rank_of_it(stage: Stage) -> None:
    """Of the path that stands."""
    settings = {"relations_path_id": stage.notes["path"], "milestone_id": stage.notes["milestone"]}
    made = playing.rank(stage.club, rule="conversion_rate", settings=settings)
    stage.notes["rank"] = made["id"]


def ranks_are_counted(_: Stage, items: list[Item]) -> None:
    """Each head counts its tenant's ranks, each path those on its milestones, and none is both here and gone."""
    ranks = [item for item in items if item["sk"].startswith("RK#")]
    heads = {item["pk"]: item["n"] for item in items if item["pk"].endswith("#RK") and item["sk"] == "HEAD"}
    gone = {item["sk"].removeprefix("GONE#") for item in items if item["sk"].startswith("GONE#")}
    assert +Counter(heads) == Counter(rank["pk"] for rank in ranks)
    assert not gone & {rank["uid"] for rank in ranks}
    counted = {item["uid"]: item["ranked"] for item in items if item["sk"] == "RP" and "uid" in item}
    on_paths = Counter((rank["path"], rank["milestone"]) for rank in ranks if "path" in rank)
    assert on_paths == Counter(
        {(path, milestone): n for path, ranked in counted.items() for milestone, n in ranked.items()}
    )


INVARIANTS = (ranks_are_counted,)
