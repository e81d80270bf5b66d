"""What is promised of two operations at once is played in every order of their calls."""

from tests.faults.pairs import PAIRS

# The promises' words (docs/promises.md) → the pair that proves it. Of erasing a person there is so far the
# removal of a contact.
PROMISED = {
    "finish/uncomplete": "finish / uncomplete",
    "finish/reset": "finish / reset",
    "finish/finish": "finish / finish",
    "complete_all/reset": "complete all / reset",
    "renew(API)/renew(tick)": "renew / the clock",
    "cancel/renew": "cancel / renew",
    "cancel/activate": "cancel / activate",
    "unpack/unpack": "unpack / unpack",
    "unpack/delete_future": "unpack / delete what lies ahead",
    "pay/delete_future": "pay / delete what lies ahead",
    "issue/issue": "issue / issue",
    "claim/expire": "claim / expire",
    "enrol/enrol": "enrol / enrol",
    "enrol/unenrol": "enrol / leave",
    "mail/mail": "send / send",
    "mail/erase": "send / remove the contact",
    "erase/renew": "remove the contact / renew",
    "high-five/high-five": "high five / high five",
    "rebase/rebase": "rebase / rebase",
    "rotate-key/use-key": "rotate a key / use it",
}


def test_each_pair_that_is_promised_is_played() -> None:
    played = [pair.name for pair in PAIRS]

    assert set(PROMISED.values()) - set(played) == set()
    assert len(PROMISED) == 20


def test_each_pair_has_a_name_of_its_own() -> None:
    names = [pair.name for pair in PAIRS]

    assert len(names) == len(set(names))
