"""Members (promises X22, X23): a parent's key sees itself and its dependants, and writes nothing."""

from tests.api.refusing import bare, refused
from tests.api.routes import UNKNOWN_UID
from tests.asking import STEPS, Club


class TestMembers:
    """A parent's key: bound to its contact, good for that contact and its dependants, for reading only."""

    def family(self, club: Club) -> tuple[dict[str, str], str, str, str]:
        """The parent's header, and the achievements of itself, its child and somebody else's child."""
        parent, stranger = club.person(first_name="Paula"), club.person(first_name="Other")
        child = club.person(guardians=[parent["uri"]])
        key = club.made("api_key/", {"role": "member", "contact": parent["uri"]})["key"]
        kind = club.type()
        own, childs, others = (club.start(kind, one)["uid"] for one in (parent, child, stranger))
        return {"Authorization": f"Bearer {key}"}, own, childs, others

    def test_a_parent_sees_its_own_and_its_child_s_and_nobody_else_s(self, swift: Club) -> None:
        parent, own, childs, others = self.family(swift)

        mine = swift.got("achievement/", role=None, headers=parent)
        people = swift.got("person/", role=None, headers=parent)

        assert {one["uid"] for one in mine["results"]} == {own, childs} and mine["total"] == 2
        assert people["total"] == 2
        for uid in (own, childs):
            assert swift.ask("GET", f"achievement/{uid}/", role=None, headers=parent).status == 200
        replies = [
            swift.ask("GET", f"achievement/{uid}/", role=None, headers=parent)
            for uid in (others, UNKNOWN_UID)
        ]
        assert replies[0].status == 404 and bare(replies[0]) == bare(replies[1])

    def test_another_child_is_not_found_in_any_way_of_asking(self, swift: Club) -> None:
        parent, _, childs, others = self.family(swift)
        other = swift.got(f"achievement/{others}/")["contact"]
        child = swift.got(f"achievement/{childs}/")["contact"]
        targets = [
            f"achievement/?contact={other}",
            f"achievement/?contact={other.split('/')[3]}",
            other[len("/example/") :],
        ]

        for target in targets:
            refused(swift, lambda t=target: swift.ask("GET", t, role=None, headers=parent), 404)  # type: ignore[misc]

        assert swift.got(f"achievement/?contact={child}", role=None, headers=parent)["total"] == 1
        assert swift.got("person/?first_name=Other", role=None, headers=parent)["total"] == 0

    def test_a_parent_writes_nothing(self, swift: Club) -> None:
        parent, own, childs, others = self.family(swift)
        verbs = ("complete_step", "uncomplete_step", "complete_all_steps", "reset_steps", "finish", "reopen")

        for uid in (own, childs, others, UNKNOWN_UID):
            for verb in verbs:
                body = {"step": STEPS[0]} if verb.endswith("_step") else None
                refused(
                    swift,
                    lambda u=uid, v=verb, b=body: swift.ask(
                        "PUT", f"achievement/{u}/{v}/", b, role=None, headers=parent
                    ),  # type: ignore[misc]
                    403,
                )

    def test_a_guardian_that_is_taken_away_sees_the_child_no_more(self, swift: Club) -> None:
        parent, _, childs, _ = self.family(swift)
        child = swift.got(f"achievement/{childs}/")["contact"]

        swift.done(child[len("/example/") :], {"guardians": None})

        refused(swift, lambda: swift.ask("GET", f"achievement/{childs}/", role=None, headers=parent), 404)
        assert swift.got("achievement/", role=None, headers=parent)["total"] == 1
