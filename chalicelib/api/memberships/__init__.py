"""Face 003: membership types, memberships, and how a contact stands."""
