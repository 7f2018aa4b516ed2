"""Tables of public results: what may be published of the counts of a span, made again by the auditor.

A table is of one span and one tree. Every unit's counts go through `fairness.disclosure.release`
beside its siblings; what is shown is rounded down to fives, so that no sum of published figures
leads to a hidden one. Shares are those of `fairness.peers`, in whole per cents.
"""

from nucuoi.fairness.published.gathered import COMPARED, Gathered, Place, summed
from nucuoi.fairness.published.rows import BANDS, COUNTS, LEAST_RATINGS, METHOD, Row, State, make

__all__ = [
    "BANDS",
    "COMPARED",
    "COUNTS",
    "LEAST_RATINGS",
    "METHOD",
    "Gathered",
    "Place",
    "Row",
    "State",
    "make",
    "summed",
]
