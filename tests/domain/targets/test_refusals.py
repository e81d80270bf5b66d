"""Each refusal has its code: the seed's three, and ours from 900001 on."""

import pytest

from chalicelib.domain import refusals as house
from chalicelib.domain.targets import refusals
from chalicelib.domain.targets.refusals import CODES, code_of

SEED = {
    310119: ("User already enrolled for the target.", refusals.AlreadyEnrolled),
    310011: ("Invalid userId. Check if the customerId is valid.", refusals.UnknownCustomer),
    310019: (
        "Target period not found. Check the target period ID to troubleshoot this error.",
        refusals.PeriodNotFound,
    ),
}


@pytest.mark.parametrize("code", SEED)
def test_the_seeds_codes_say_what_the_seed_says(code):
    message, of_its_kind = SEED[code]
    refusal = of_its_kind()

    assert (code_of(refusal), refusal.detail) == (code, message)


@pytest.mark.parametrize(
    ("of_its_kind", "given", "code"),
    [
        (house.Invalid, ["x"], 900001),
        (house.Contradiction, ["x"], 900001),
        (refusals.NotOneRecord, [], 900002),
        (refusals.NotEnrolled, [], 900003),
        (house.NotFound, ["x"], 900004),
        (house.NoTenant, ["x"], 900004),
        (house.Forbidden, ["x"], 900005),
        (house.Locked, ["x"], 900006),
        (refusals.Overlap, ["x"], 900007),
        (refusals.Begun, ["x"], 900008),
        (refusals.OnlyOfStreaks, ["levels"], 900009),
        (refusals.InThePast, [], 900010),
        (refusals.TooMany, ["levels", 20], 900011),
        (refusals.NameTaken, ["x" * 200], 900012),
        (house.Busy, ["x"], 900099),
    ],
)
def test_the_nearest_class_gives_the_code(of_its_kind, given, code):
    assert code_of(of_its_kind(*given)) == code


def test_no_code_stands_for_two_things():
    assert len(set(CODES.values())) == len(CODES)
