"""Officials among those who serve the same field."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nucuoi.fairness.peers import Peers, Pool, compare, pool
from nucuoi.scores.figures.gathering import OfficialCell

UNKNOWN = 0


@dataclass(frozen=True, slots=True)
class Peered:
    """A field (row; 0 = unknown) with the officials who serve it."""

    field: int
    peers: Peers


def field_of(cells: Sequence[OfficialCell]) -> int:
    """The field most of an official's ratings are known to be about; `UNKNOWN` when none is."""
    ratings: dict[int, int] = defaultdict(int)
    for cell in cells:
        if cell.field != UNKNOWN:
            ratings[cell.field] += cell.n
    return max(ratings, key=lambda field: (ratings[field], -field), default=UNKNOWN)


def pool_of(cells: Sequence[OfficialCell], codes: Mapping[int, str]) -> Pool:
    """All officials as one pool, adjusted over field × evidence.

    Args:
        cells: As `gathering.by_official` gives them.
        codes: Code of each official by row.
    """
    officials = sorted({cell.official for cell in cells if cell.official in codes})
    strata = sorted({(cell.field, cell.evidence) for cell in cells})
    rows = {official: place for place, official in enumerate(officials)}
    columns = {stratum: place for place, stratum in enumerate(strata)}
    n = np.zeros((len(officials), len(strata)), dtype=np.int64)
    satisfied = np.zeros_like(n)
    for cell in cells:
        if cell.official in rows:
            at = rows[cell.official], columns[cell.field, cell.evidence]
            n[at] += cell.n
            satisfied[at] += cell.satisfied
    return pool([f"official:{codes[one]}" for one in officials], n, satisfied)


def fields_of(cells: Sequence[OfficialCell], codes: Mapping[int, str]) -> dict[str, int]:
    """The field of each official, by subject."""
    own: dict[int, list[OfficialCell]] = defaultdict(list)
    for cell in cells:
        own[cell.official].append(cell)
    return {
        f"official:{codes[official]}": field_of(found)
        for official, found in own.items()
        if official in codes
    }


def by_field(whole: Pool, fields: Mapping[str, int]) -> Iterator[Peered]:
    """The groups of peers; small ones are held against all officials together."""
    if not whole.n.sum():
        return
    wider = compare(whole)
    of = np.array([fields[subject] for subject in whole.subjects])
    for field in sorted(set(fields.values())):
        own = np.flatnonzero(of == field)
        group = whole.of(own)
        if group.n.sum():
            yield Peered(field, compare(group, wider))
