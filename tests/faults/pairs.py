"""Every pair of operations whose orders are all played; a new pair goes into its subject's module."""

from tests.faults import (
    achievement_pairs,
    enrolment_pairs,
    game_pairs,
    key_pairs,
    mail_pairs,
    membership_pairs,
    money_pairs,
    retroactive_pairs,
    reward_pairs,
    social_pairs,
    target_pairs,
)

PAIRS = (
    *achievement_pairs.PAIRS,
    *membership_pairs.PAIRS,
    *money_pairs.PAIRS,
    *reward_pairs.PAIRS,
    *enrolment_pairs.PAIRS,
    *target_pairs.PAIRS,
    *retroactive_pairs.PAIRS,
    *game_pairs.PAIRS,
    *key_pairs.PAIRS,
    *mail_pairs.PAIRS,
    *social_pairs.PAIRS,
)
