"""The columns of a tally, in one order everywhere."""

from nucuoi.ratings.rules.words import FIGURE_TAGS

SCORES = ("s1", "s2", "s3", "s4", "s5")
DIMENSIONS = ("spirit", "attitude", "conduct")
LEVELS = tuple(f"{dimension}{level}" for dimension in DIMENSIONS for level in range(1, 6))
TAGS = tuple(f"tag_{tag}" for tag in FIGURE_TAGS)
COLUMNS = ("n", *SCORES, *LEVELS, *TAGS)
