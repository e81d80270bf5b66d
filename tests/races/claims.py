"""Every claim that a crowd is let loose on; a new one goes into its subject's module."""

from tests.races import achievement_claims, membership_claims, reward_claims

CLAIMS = (*achievement_claims.CLAIMS, *membership_claims.CLAIMS, *reward_claims.CLAIMS)
