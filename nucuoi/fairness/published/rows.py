"""The rows of a table, and what the next revision of it must remember."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nucuoi.fairness.published import counting, shares
from nucuoi.fairness.published.counting import COUNTS, Shown
from nucuoi.fairness.published.gathered import Gathered, Place, Sum, summed
from nucuoi.fairness.published.opening import ROUNDED_TO
from nucuoi.fairness.published.shares import BANDS, LEAST_RATINGS, Estimate

__all__ = ["BANDS", "COUNTS", "LEAST_RATINGS", "METHOD", "Row", "State", "make"]

METHOD = "1"
Row = dict[str, str | int | list[int] | list[str]]
"""Text, whole numbers and lists of them, as canonical JSON takes them; what is not known is left out."""


@dataclass(frozen=True, slots=True)
class State:
    """What a revision must know of the ones before it; nothing of it is public.

    Attributes:
        counts: What each count was last published with, and ever; see `counting.Shown`.
        figures: n, satisfied and adjusted share behind each unit's share.
        estimates: What was said of each unit's share, by unit.
        entries: Ratings of each unit at the first release.
        levels: Every distribution that was published, by unit.
    """

    counts: Shown = field(default_factory=dict)
    figures: dict[str, tuple[int, int, float]] = field(default_factory=dict)
    estimates: dict[str, Estimate] = field(default_factory=dict)
    entries: dict[str, int] = field(default_factory=dict)
    levels: dict[str, list[list[int]]] = field(default_factory=dict)


def make(gathered: Gathered, before: State | None = None) -> tuple[list[Row], State]:
    """The rows as they may be published after the revisions before, by unit; and the next state.

    Of each unit: `unit`, `parent`, `level`, `name`; the counts of `COUNTS` rounded down to fives,
    those that are `hidden` named there instead; `visits` likewise and `coverage`; `share` with the
    90 % interval from `low` to `high`, `band` and the five `levels`, all in whole per cents; or
    `why` there is no share: `none`, `few`, `coverage` or `reliability`.

    Raises:
        Unusable: If counts are negative.
        KeyError: If a count is of a unit that is no place.
    """
    earlier, sums = before or State(), summed(gathered)
    first = earlier.entries if before else {unit: one.entries for unit, one in sums.items()}
    entries = {unit: first.get(unit, 0) for unit in sums}
    counts = counting.released(gathered.places, _columns(sums, entries), earlier.counts)
    figures, said = shares.estimates(gathered.places, sums, earlier.figures, counts)
    kept = [unit for unit in said if _stays(unit, counts, earlier)]
    said |= {unit: earlier.estimates[unit] for unit in kept}
    figures |= {unit: earlier.figures[unit] for unit in kept if unit in earlier.figures}
    levels = shares.levels(sums, said.keys() - kept, said, earlier.levels)
    rows = [
        _row(place, sums[place.unit], counts, said[place.unit]) for place in sorted(gathered.places)
    ]
    return rows, State(counts, figures, said, entries, levels)


def _stays(unit: str, counts: Shown, earlier: State) -> bool:
    """Whether the number of ratings a share stands on is the one published last."""
    now, then = (counting.last(one, unit, "n") for one in (counts, earlier.counts))
    return unit in earlier.estimates and now == then


def _columns(sums: Mapping[str, Sum], first: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """True counts by column and unit; `late` is what came since the first release."""
    return {
        "n": {unit: one.n for unit, one in sums.items()},
        "open": {unit: one.beside["open"] for unit, one in sums.items()},
        "paper": {unit: one.beside["paper"] for unit, one in sums.items()},
        "excluded": {unit: one.excluded for unit, one in sums.items()},
        "late": {unit: max(0, one.entries - first[unit]) for unit, one in sums.items()},
    }


def _row(place: Place, own: Sum, counts: Shown, estimate: Estimate) -> Row:
    row: Row = {"unit": place.unit, "level": place.level, "name": place.name}
    if place.parent:
        row["parent"] = place.parent
    shown = {column: counting.last(counts, place.unit, column) for column in COUNTS}
    row |= {column: _floor(number) for column, number in shown.items() if number is not None}
    if hidden := [column for column, number in shown.items() if number is None]:
        row["hidden"] = hidden
    if own.visits and shown["n"] is not None:
        row |= {"visits": _floor(own.visits), "coverage": shares.whole(own.rated / own.visits)}
    return row | estimate


def _floor(number: int) -> int:
    return number - number % ROUNDED_TO
