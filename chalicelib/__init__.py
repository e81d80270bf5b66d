"""Laurel: memberships, achievements, rewards, leaderboards and streak targets over one DynamoDB table."""
