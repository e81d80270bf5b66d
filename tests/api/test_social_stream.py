"""The social stream of a club: what gets into it, how it is walked while it grows, and high fives."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from chalicelib.actions import high_fives, stream
from chalicelib.actions.listing import Asked
from chalicelib.domain.refusals import Invalid, NotFound
from chalicelib.store import stream as kept
from sandbox.residents import OTHER
from tests import posting as posts
from tests.asking import Club
from tests.awarding import table_of
from tests.posting import numbers, walk
from tests.secretary import Secretary

MAIL = {"action": "send-templated-email", "template": "achievement_completed"}
POST = {"action": "post"}


@pytest.fixture
def club(office: Secretary) -> Club:
    return office.club


@pytest.fixture
def ada(club: Club) -> str:
    return str(club.person(email="ada@example.org")["uid"])


def filled(club: Club, contact: str, many: int) -> None:
    posts.fill(table_of(club), contact, range(many), club.house.clock.now())


def fans(club: Club, number: int, asked: Asked | None = None) -> Any:
    return high_fives.users(table_of(club), number, asked or Asked(1, 15), now=club.house.clock.now())


def give(club: Club, contact: str, number: int) -> None:
    high_fives.give(table_of(club), contact, number, now=club.house.clock.now())


class TestWhatIsPosted:
    def test_a_finished_achievement_is_posted_by_default(self, club: Club) -> None:
        finished = club.finished()

        club.house.settle()

        (shown,) = walk(table_of(club))
        assert (shown.entry.number, shown.entry.event_type) == (1, "new_achievement")
        assert shown.entry.event_data == {"achievement": {"id": finished["uid"], "name": "Badge 3"}}
        assert shown.entry.user is not None and shown.entry.user.email == "ada@example.org"
        assert shown.entry.created == club.house.clock.now()

    def test_a_new_level_badge_and_rank_are_posted_in_the_seed_s_shapes(self, club: Club, ada: str) -> None:
        club.made(f"person/{ada}/points/", {"points": 5, "reason": "helped"})
        sales = [
            {"memberId": ada, "action": "sale", "sourceValue": 10, "eventRefId": str(n)} for n in range(10)
        ]
        assert club.ask("POST", "/api/example/events", sales).status == 200

        club.house.settle()

        said = [(one.entry.event_type, one.entry.event_data) for one in walk(table_of(club))]
        ranks = [data["rank"] for kind, data in said if kind == "new_rank"]
        assert ("new_level", {"level": {"name": "level_8"}}) in said
        assert ("new_badge", {"badge": {"id": 7, "name": "the_seller"}}) in said
        assert [(rank["name"], rank["icon"]) for rank in ranks] == [("Top sellers", "rocket")]
        assert not [kind for kind, _ in said if kind == "new_achievement"], "a badge is told by itself"

    def test_a_tenant_that_set_its_triggers_posts_what_it_named_and_nothing_else(self, club: Club) -> None:
        club.done("triggers/", {"achievement_completed": [MAIL]})
        club.finished()
        club.house.settle()
        assert walk(table_of(club)) == []

        club.done("triggers/", {"achievement_completed": [POST]})
        club.finished()
        club.house.settle()

        assert numbers(walk(table_of(club))) == [1]
        assert len(club.mails()) == 1

    @pytest.mark.parametrize(
        ("triggers", "fault"),
        [
            ({"lapsed": [POST]}, "lapsed.0.action"),
            ({"achievement_completed": [{**POST, "template": "lapsed"}]}, "achievement_completed.0.template"),
            ({"achievement_completed": [{**POST, "url": "https://x.org"}]}, "achievement_completed.0.url"),
        ],
    )
    def test_what_cannot_be_posted_is_refused_as_it_is_set(
        self, club: Club, triggers: Any, fault: str
    ) -> None:
        reply = club.ask("PUT", "triggers/", triggers)

        assert reply.status == 422 and fault in reply.json["fields"]

    def test_what_happened_long_ago_is_not_posted(self, club: Club) -> None:
        club.finished()
        club.house.pump.fetch()
        club.house.pump._waiting.clear()
        club.house.clock.turn_to(club.house.clock.now().replace(day=23))

        club.house.sweep()

        assert walk(table_of(club)) == []


class TestWalking:
    @pytest.mark.parametrize("many", [0, 1, 15, 16, 45, 101, 230])
    def test_every_entry_is_on_one_page_the_newest_first(self, club: Club, ada: str, many: int) -> None:
        filled(club, ada, many)

        found = walk(table_of(club), ada)

        assert numbers(found) == list(range(many, 0, -1))
        assert walk(table_of(club), ada, size=100) == found
        first = stream.page(table_of(club), ada, Asked(1, 15))
        assert first.total == many and len(first.records) == min(many, 15)

    def test_a_page_is_found_by_its_number_too(self, club: Club, ada: str) -> None:
        filled(club, ada, 40)

        page = stream.page(table_of(club), ada, Asked(2, 15))
        beyond = stream.page(table_of(club), ada, Asked(9, 15))

        assert numbers(page.records) == list(range(25, 10, -1))
        assert (beyond.records, beyond.total, beyond.next) == ([], 40, None)

    def test_while_a_thousand_entries_arrive_none_is_shown_twice_and_none_skipped(
        self, club: Club, ada: str
    ) -> None:
        filled(club, ada, 200)
        arriving: Iterator[int] = count(200)
        table, now = table_of(club), club.house.clock.now()

        def seventy_seven_more() -> None:
            posts.fill(table, ada, [next(arriving) for _ in range(77)], now)

        found = walk(table, ada, meanwhile=seventy_seven_more)

        assert numbers(found) == list(range(200, 0, -1))
        assert stream.page(table, ada, Asked(1, 15)).total == 200 + 13 * 77 > 1_000

    def test_what_a_read_came_too_early_for_is_read_again(
        self, club: Club, ada: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        filled(club, ada, 5)
        read, asked = kept._block, []

        def lagging(table: Any, block: Any, consistent: bool) -> Any:
            asked.append(consistent)
            found = read(table, block, consistent)
            return found if consistent else {number: one for number, one in found.items() if number < 4}

        monkeypatch.setattr(kept, "_block", lagging)

        assert numbers(walk(table_of(club))) == [5, 4, 3, 2, 1]
        assert asked == [False, True]

    @pytest.mark.parametrize("anchor", ["", "x", "-1", "1.5", "١", "9" * 17])
    def test_what_is_no_place_of_a_walk_is_refused(self, club: Club, anchor: str) -> None:
        with pytest.raises(Invalid):
            stream.page(table_of(club), None, Asked(1, 15, anchor))


class TestHighFives:
    def test_one_given_twice_is_one_and_is_its_giver_s(self, club: Club, ada: str) -> None:
        filled(club, ada, 3)

        give(club, ada, 2)
        give(club, ada, 2)

        assert (fans(club, 2).total, [user.uid for user in fans(club, 2).records]) == (1, [ada])
        seen = {one.entry.number: one.high_fived for one in walk(table_of(club), ada)}
        assert seen == {1: False, 2: True, 3: False}
        assert not any(one.high_fived for one in walk(table_of(club), None))

    def test_one_taken_back_is_gone_and_taken_back_again_stays_so(self, club: Club, ada: str) -> None:
        filled(club, ada, 1)
        give(club, ada, 1)

        high_fives.take(table_of(club), ada, 1)
        high_fives.take(table_of(club), ada, 1)

        assert (fans(club, 1).total, fans(club, 1).records) == (0, [])
        assert not walk(table_of(club), ada)[0].high_fived

    @pytest.mark.parametrize("number", [0, 2, 10**15, 10**40])
    def test_of_an_entry_that_there_is_not_nothing_can_be_done(
        self, club: Club, ada: str, number: int
    ) -> None:
        filled(club, ada, 1)

        with pytest.raises(NotFound):
            give(club, ada, number)
        with pytest.raises(NotFound):
            high_fives.take(table_of(club), ada, number)
        with pytest.raises(NotFound):
            fans(club, number)

    def test_another_tenant_s_entry_is_none(self, club: Club, ada: str) -> None:
        filled(club, ada, 1)
        other = club.house.wired.table.of(OTHER)

        assert walk(other) == []
        with pytest.raises(NotFound):
            high_fives.users(other, 1, Asked(1, 15), now=club.house.clock.now())

    def test_what_there_is_not_costs_the_same_each_time(self, club: Club) -> None:
        spent = []

        for _ in range(20):
            before = club.house.meter.calls
            with pytest.raises(NotFound):
                fans(club, 99)
            spent.append(club.house.meter.calls - before)

        assert spent == [{"GetItem": 2, "Query": 4}] * 20

    def test_the_users_page_in_the_order_of_their_high_fives(self, club: Club, ada: str) -> None:
        filled(club, ada, 1)
        crowd = [str(club.person()["uid"]) for _ in range(7)]
        for one in crowd:
            club.house.clock.turn_to(club.house.clock.now().replace(microsecond=crowd.index(one)))
            give(club, one, 1)

        first = fans(club, 1, Asked(1, 3))
        high_fives.take(table_of(club), crowd[0], 1)
        second = fans(club, 1, Asked(2, 3, first.next))
        third = fans(club, 1, Asked(3, 3, second.next))

        assert [user.uid for page in (first, second, third) for user in page.records] == crowd
        assert (first.total, third.total, third.next) == (7, 6, None)
        assert [user.uid for user in fans(club, 1, Asked(2, 3)).records] == crowd[4:]
