"""Flags that ask a person to look; nothing follows from one by itself.

`scan` reads what kiosks sent; `contested` (F11) and `copies` (F13) have questions of their own;
`after_hours` (F1) and `of_counts` (F5) ask one rule of days that were gathered otherwise.
Rules and start values with their reasons: docs/explanation/figures.md.
"""

from nucuoi.fairness.flags.contested import contested
from nucuoi.fairness.flags.copies import LEAST_COPIES, copies
from nucuoi.fairness.flags.flag import Flag
from nucuoi.fairness.flags.scan import after_hours, scan
from nucuoi.fairness.flags.span import of_counts
from nucuoi.fairness.flags.stream import DayCounts

VERSION = "1"
"""Of the rules and their thresholds; stored with each flag."""

__all__ = [
    "LEAST_COPIES",
    "VERSION",
    "DayCounts",
    "Flag",
    "after_hours",
    "contested",
    "copies",
    "of_counts",
    "scan",
]
