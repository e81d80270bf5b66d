"""A range is walked to its end: a page on which nothing is left does not end it (promise F26)."""

from chalicelib.store.conditions import Attr, Where
from chalicelib.store.keys import Key
from chalicelib.store.ranges import pages
from chalicelib.store.writes import Put
from tests.asking import Club


def test_pages_whose_items_are_all_filtered_out_are_passed_over(club: Club) -> None:
    table = club.house.wired.table.of("example")
    for number in range(5):
        table.put(Put(Key("example#P#1", f"X#{number}"), {"number": number}))

    walked = [*pages(table, None, Where("pk").eq("example#P#1"), limit=1, only=Attr("number").gt(3))]

    assert [item["number"] for page in walked for item in page.items] == [4]
    assert [len(page.items) for page in walked[:4]] == [0, 0, 0, 0]
