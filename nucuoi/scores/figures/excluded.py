"""Figures with the excluded ratings in them again, by the same method: shown beside those without."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from nucuoi.fairness.peers import Member, compare
from nucuoi.ratings.rules.steps import NEXT_STEP
from nucuoi.ratings.rules.words import Evidence
from nucuoi.scores.figures import officials, units
from nucuoi.scores.figures.gathering import CounterCell, OfficialCell
from nucuoi.scores.models import ExcludedRating
from nucuoi.scores.rules.evidence import HEADLINE

Beside = dict[str, dict[str, Any]]
"""`excluded`, `whole_n` and `whole_share` of a figure, by subject."""
_SATISFIED = 4


def of_officials(
    out: Sequence[ExcludedRating], cells: Sequence[OfficialCell], codes: Mapping[int, str]
) -> Beside:
    """Of officials with at least `NEXT_STEP` excluded headline ratings: fewer would tell of one person."""
    own = [row for row in out if row.official in codes and row.evidence in HEADLINE]
    counts = _enough(Counter(f"official:{codes[row.official]}" for row in own))
    if not counts:
        return {}
    again = [
        *cells,
        *(OfficialCell(r.official, r.field, r.evidence, 1, _satisfied(r)) for r in own),
    ]
    whole, fields = officials.pool_of(again, codes), officials.fields_of(again, codes)
    groups = officials.by_field(whole, fields)
    members = {one.subject: one for group in groups for one in group.peers.members}
    return _beside(counts, members)


def of_units(
    out: Sequence[ExcludedRating], cells: Sequence[CounterCell], of: Mapping[int, str]
) -> Beside:
    """Of units, as `of_officials`; `of` names the unit of each counter (row)."""
    own = [row for row in out if row.counter in of and row.evidence != Evidence.DISPUTED]
    headline = (row for row in own if row.evidence in HEADLINE)
    counts = _enough(Counter(f"unit:{of[row.counter]}" for row in headline))
    if not counts:
        return {}
    again = [
        *cells,
        *(CounterCell(r.counter, r.field, r.evidence, r.rater, 1, _satisfied(r)) for r in own),
    ]
    whole = next(units.slices(units.cubes(again, of)), None)
    found = compare(whole.pool).members if whole else ()
    return _beside(counts, {one.subject: one for one in found})


def _satisfied(row: ExcludedRating) -> int:
    return int(row.score >= _SATISFIED)


def _enough(counts: Counter[str]) -> dict[str, int]:
    return {subject: n for subject, n in counts.items() if n >= NEXT_STEP}


def _beside(counts: Mapping[str, int], members: Mapping[str, Member]) -> Beside:
    return {
        subject: {
            "excluded": n,
            "whole_n": members[subject].n,
            "whole_share": members[subject].mean,
        }
        for subject, n in counts.items()
        if subject in members
    }
