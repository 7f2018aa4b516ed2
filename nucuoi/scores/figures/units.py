"""Units of one level among each other, whole and for each choice of field, evidence and rater."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nucuoi.fairness.peers import LEAST_PEERS, Pool, pool
from nucuoi.ratings.rules.words import Evidence, Rater
from nucuoi.scores.figures.gathering import CounterCell
from nucuoi.scores.rules.evidence import HEADLINE
from nucuoi.scores.rules.fairness import LEAST_RATINGS

ALL = 0
LEAST_UNITS = LEAST_PEERS
"""With fewer units that have enough ratings a choice is not compared."""
_EVIDENCE: Mapping[int, tuple[int, ...]] = {
    ALL: tuple(sorted(HEADLINE)),
    **{one: (one,) for one in (Evidence.TICKET, Evidence.KIOSK, Evidence.PAPER, Evidence.OPEN)},
}
_RATERS: Mapping[int, tuple[int, ...]] = {
    ALL: tuple(Rater),
    Rater.CITIZEN: (Rater.CITIZEN,),
    Rater.BUSINESS: (Rater.BUSINESS,),
}
Cube = NDArray[np.int64]
"""Units × fields × evidence (1 to 4) × rater (1 to 2)."""


@dataclass(frozen=True, slots=True)
class Cubes:
    """Ratings of some units; `fields` are the rows of the second axis, 0 = unknown."""

    subjects: Sequence[str]
    fields: Sequence[int]
    n: Cube
    satisfied: Cube

    def of_evidence(self, evidence: int) -> list[int]:
        """Ratings of each unit of one evidence class."""
        return [int(one) for one in self.n[:, :, evidence - 1].sum(axis=(1, 2))]


@dataclass(frozen=True, slots=True)
class Sliced:
    """What was chosen (0 = all) and the units' pool."""

    field: int
    evidence: int
    rater: int
    pool: Pool


def cubes(cells: Sequence[CounterCell], units: Mapping[int, str]) -> Cubes:
    """Adds counters up to units.

    Args:
        cells: As `gathering.by_counter` gives them.
        units: Identity of the unit of each counter (row); others are left out.
    """
    used = [cell for cell in cells if cell.counter in units]
    names = sorted({units[cell.counter] for cell in used})
    fields = sorted({cell.field for cell in used})
    rows = {name: place for place, name in enumerate(names)}
    columns = {field: place for place, field in enumerate(fields)}
    n = np.zeros((len(names), len(fields), len(Evidence) - 1, len(Rater)), dtype=np.int64)
    satisfied = np.zeros_like(n)
    for cell in used:
        at = rows[units[cell.counter]], columns[cell.field], cell.evidence - 1, cell.rater - 1
        n[at] += cell.n
        satisfied[at] += cell.satisfied
    return Cubes([f"unit:{name}" for name in names], fields, n, satisfied)


def slices(whole: Cubes) -> Iterator[Sliced]:
    """Every choice under which at least `LEAST_UNITS` units have enough; the whole one first."""
    for field in (ALL, *filter(None, whole.fields)):
        for evidence in _EVIDENCE:
            for rater in _RATERS:
                found = _slice(whole, field, evidence, rater)
                is_whole = field == evidence == rater == ALL
                if (found.n >= LEAST_RATINGS).sum() >= LEAST_UNITS or (is_whole and found.n.sum()):
                    yield Sliced(field, evidence, rater, found)


def _slice(whole: Cubes, field: int, evidence: int, rater: int) -> Pool:
    fields = range(len(whole.fields)) if field == ALL else [whole.fields.index(field)]
    at = np.ix_(
        range(len(whole.subjects)),
        fields,
        [one - 1 for one in _EVIDENCE[evidence]],
        [one - 1 for one in _RATERS[rater]],
    )
    strata = (len(whole.subjects), -1)
    n, satisfied = whole.n[at].sum(axis=3), whole.satisfied[at].sum(axis=3)
    return pool(whole.subjects, n.reshape(strata), satisfied.reshape(strata))
