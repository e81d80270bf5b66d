"""The authorization matrix: every route, asked by every kind of caller in every style of key (promise S3)."""
