"""Files in and out: imports and exports of contacts and memberships as CSV."""
