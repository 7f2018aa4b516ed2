"""A year of English emergency departments: real shares that differ far more than chance makes them."""

import csv
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).parent / "vectors" / "funnel" / "nhs_ae_attendances.csv"
Counts = NDArray[np.int64]


def within_four_hours() -> tuple[list[str], Counts, Counts]:
    """Trusts, attendances that took at most four hours, and all attendances, April 2018 to March 2019."""
    quick: Counter[str] = Counter()
    total: Counter[str] = Counter()
    with FILE.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            came, late = int(row["attendances"]), int(row["breaches"])
            quick[row["org_code"]] += came - late
            total[row["org_code"]] += came
    trusts = sorted(total)
    return (
        trusts,
        np.array([quick[one] for one in trusts]),
        np.array([total[one] for one in trusts]),
    )
