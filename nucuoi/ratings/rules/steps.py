"""The steps in which a distribution moves, so that no single rating can be read from it."""

FIRST_STEP = 10
"""Ratings that anything but their count needs before it is shown (design §4.7)."""
NEXT_STEP = 5
"""New ratings, or ratings taken away, that the next step needs."""


def last_step(n: int) -> int:
    """How many of `n` ratings, in the order they came, were counted at the last step; 0 = none yet.

    10, 15, 20 and so on. Whoever shows the first so many needs no record of what was shown.
    """
    return 0 if n < FIRST_STEP else n - (n - FIRST_STEP) % NEXT_STEP


def until_next(n: int) -> int:
    """How many more ratings the next step needs, given how many there are."""
    return FIRST_STEP - n if n < FIRST_STEP else NEXT_STEP - (n - FIRST_STEP) % NEXT_STEP
