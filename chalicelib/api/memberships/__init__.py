"""Face 003: memberships, their money, bookings and papers."""
