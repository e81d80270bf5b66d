"""Membership numbers: short, said aloud and typed without mistakes."""

# No 0, O, 1 or I: people mix them up. 32 signs, so that five bits make one.
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 5


def number_from(chance: str) -> str:
    """A number from hex digits of chance; thirty-three million of them, drawn again where one is taken."""
    bits = int(chance, 16)
    return "".join(SIGNS[bits >> 5 * place & 31] for place in range(LENGTH))
