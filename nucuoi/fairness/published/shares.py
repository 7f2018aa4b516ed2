"""What is said of satisfaction: the share drawn towards the peers with its interval and band."""

from collections.abc import Collection, Mapping, Sequence
from math import floor

import numpy as np

from nucuoi.fairness import peers, wilson
from nucuoi.fairness.bands import Band
from nucuoi.fairness.disclosure import SMALL
from nucuoi.fairness.peers import Member, Pool
from nucuoi.fairness.published import counting
from nucuoi.fairness.published.counting import Shown
from nucuoi.fairness.published.gathered import COMPARED, Place, Sum

LEAST_RATINGS = 20
"""Below this many ratings nothing is said of a unit's satisfaction in public."""
LEAST_RELIABILITY, LEAST_COVERAGE = 0.5, 0.05
LEVEL = 0.90
BANDS: Mapping[Band, str] = {
    Band.MUCH_BETTER: "much_better",
    Band.BETTER: "better",
    Band.EXPECTED: "expected",
    Band.LOWER: "lower",
    Band.MUCH_LOWER: "much_lower",
}
Estimate = dict[str, int | str | list[int]]
Figures = dict[str, tuple[int, int, float]]


def estimates(
    places: Sequence[Place], sums: Mapping[str, Sum], before: Figures, counts: Shown
) -> tuple[Figures, dict[str, Estimate]]:
    """What may be said of each unit, and the figures of those that are compared.

    Args:
        before: Figures behind what was said last: one that would move by 1 to 4 stays.
        counts: What is shown: a unit whose count is hidden has no share either.
    """
    figures: Figures = {}
    said = {place.unit: _of_whole(sums[place.unit]) for place in places}
    for level in COMPARED:
        units = sorted(place.unit for place in places if place.level == level)
        rated = [unit for unit in units if sums[unit].n]
        if not rated:
            continue
        for member in peers.compare(peers.held(_pool(rated, sums), before)).members:
            figures[member.subject] = (member.n, member.satisfied, member.adjusted)
            said[member.subject] = _of_member(member, sums[member.subject])
    return figures, {
        unit: said[unit] if counting.last(counts, unit, "n") is not None else {"why": "few"}
        for unit in said
    }


def levels(
    sums: Mapping[str, Sum],
    fresh: Collection[str],
    said: Mapping[str, Estimate],
    before: Mapping[str, list[list[int]]],
) -> dict[str, list[list[int]]]:
    """Adds the five levels to what is said anew of units that have a share; returns all ever said.

    A distribution is said when each level has none or enough, and when none of them moved by 1 to
    4 since any earlier one.
    """
    ever = {unit: list(known) for unit, known in before.items()}
    for unit in fresh:
        now = list(sums[unit].levels)
        if "share" in said[unit] and _may_say(now, ever.get(unit, [])):
            said[unit]["levels"] = [whole(one / sums[unit].n) for one in now]
            ever.setdefault(unit, []).append(now)
    return ever


def _may_say(now: Sequence[int], ever: Sequence[Sequence[int]]) -> bool:
    return all(
        not 0 < abs(one - then) < SMALL
        for known in ([0] * len(now), *ever)
        for one, then in zip(now, known, strict=True)
    )


def _pool(units: Sequence[str], sums: Mapping[str, Sum]) -> Pool:
    strata = sorted({stratum for unit in units for stratum in sums[unit].strata})
    n = np.zeros((len(units), len(strata)), dtype=np.int64)
    satisfied = np.zeros_like(n)
    for row, unit in enumerate(units):
        for column, stratum in enumerate(strata):
            levels = sums[unit].strata.get(stratum, (0,))
            n[row, column], satisfied[row, column] = sum(levels), sum(levels[3:])
    return peers.pool(units, n, satisfied)


def _of_whole(own: Sum) -> Estimate:
    """Of a unit that has no peers: its own share with Wilson's interval."""
    if why := _why_not(own):
        return {"why": why}
    low, high = wilson.interval(own.satisfied, own.n, LEVEL)
    return _shares(own.satisfied / own.n, float(low), float(high))


def _of_member(member: Member, own: Sum) -> Estimate:
    if why := _why_not(own) or ("reliability" if member.reliability < LEAST_RELIABILITY else ""):
        return {"why": why}
    return _shares(member.mean, member.low, member.high) | {"band": BANDS[member.band]}


def _why_not(own: Sum) -> str:
    if own.n < LEAST_RATINGS:
        return "few" if own.n else "none"
    thin = own.visits and own.rated / own.visits < LEAST_COVERAGE
    return "coverage" if thin else ""


def _shares(share: float, low: float, high: float) -> Estimate:
    return {"share": whole(share), "low": whole(low), "high": whole(high)}


def whole(share: float) -> int:
    """A share as whole per cents, halves upwards."""
    return floor(share * 100 + 0.5)
