"""Flags that ask a person to look; nothing follows from one by itself.

`scan` reads what kiosks sent; `contested` (F11) and `copies` (F13) have questions of their own.
Rules and start values with their reasons: docs/explanation/figures.md.
"""

from nucuoi.fairness.flags.contested import contested
from nucuoi.fairness.flags.copies import copies
from nucuoi.fairness.flags.flag import Flag
from nucuoi.fairness.flags.scan import scan

VERSION = "1"
"""Of the rules and their thresholds; stored with each flag."""

__all__ = ["VERSION", "Flag", "contested", "copies", "scan"]
