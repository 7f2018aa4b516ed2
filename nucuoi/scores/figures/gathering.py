"""Reading the rollups for a window: what each official, and each counter, was rated."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.db.models import F, QuerySet, Sum

from nucuoi.ratings.rules.words import Evidence
from nucuoi.scores.models import MonthTally
from nucuoi.scores.rules.evidence import HEADLINE
from nucuoi.scores.rules.tally import COLUMNS
from nucuoi.scores.rules.windows import Window

NOBODY = 0
_BESIDE = (Evidence.OPEN, Evidence.PAPER)


class OfficialCell(NamedTuple):
    """Headline ratings of an official (row) in a field (row; 0 = unknown) by evidence."""

    official: int
    field: int
    evidence: int
    n: int
    satisfied: int


class CounterCell(NamedTuple):
    """Ratings at a counter (row) in a field by evidence and rater; no disputed ones."""

    counter: int
    field: int
    evidence: int
    rater: int
    n: int
    satisfied: int


def by_official(window: Window) -> list[OfficialCell]:
    """Cells of all officials that were rated in the window."""
    rows = _sums(_attributed(window, HEADLINE), "official", "field", "evidence")
    return [OfficialCell(*row) for row in rows if row[-2]]


def by_counter(window: Window) -> list[CounterCell]:
    """Cells of all counters that were rated in the window."""
    rows = _in(window).exclude(evidence=Evidence.DISPUTED)
    return [
        CounterCell(*row) for row in _sums(rows, "counter", "field", "evidence", "rater") if row[-2]
    ]


def counts_by_official(window: Window) -> dict[int, list[int]]:
    """Sums in the order of `COLUMNS` of the headline ratings of each official."""
    sums = {f"sum_{column}": Sum(column) for column in COLUMNS}
    rows = _attributed(window, HEADLINE).values_list("official").annotate(**sums)
    return {row[0]: list(row[1:]) for row in rows}


def beside_by_official(window: Window) -> dict[int, dict[int, int]]:
    """Open and paper ratings of each official by evidence: shown beside, never added."""
    found: dict[int, dict[int, int]] = {}
    rows = _attributed(window, _BESIDE).values_list("official", "evidence").annotate(Sum("n"))
    for official, evidence, n in rows:
        found.setdefault(official, {})[evidence] = n
    return found


def _in(window: Window) -> QuerySet[MonthTally]:
    return MonthTally.objects.filter(month__range=window.months)


def _attributed(window: Window, evidence: Collection[int]) -> QuerySet[MonthTally]:
    return _in(window).filter(official__gt=NOBODY, evidence__in=sorted(evidence))


def _sums(rows: QuerySet[Any], *keys: str) -> Sequence[tuple[Any, ...]]:
    sums = {"ratings": Sum("n"), "good": Sum(F("s4") + F("s5"))}
    return list(rows.values_list(*keys).annotate(**sums))
