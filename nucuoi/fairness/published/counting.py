"""Which counts are shown: each beside those of its siblings, under the disclosure rules."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from nucuoi.fairness.disclosure import Table, release
from nucuoi.fairness.published import opening
from nucuoi.fairness.published.gathered import Place

COUNTS = ("n", "open", "paper", "excluded", "late")
"""`n` is the headline: ratings by ticket or kiosk. `excluded` count nowhere, `late` came since."""
Shown = dict[str, dict[str, list[int | None]]]
"""By unit and count: the number shown last (None = hidden), then every other one ever shown."""
_ALL_BELOW = "/"


def released(
    places: Sequence[Place], columns: Mapping[str, Mapping[str, int]], before: Shown
) -> Shown:
    """What may be shown of each count of each unit, and of what siblings add up to."""
    found: Shown = defaultdict(dict)
    blocks: dict[str, list[str]] = defaultdict(list)
    for place in sorted(places):
        blocks[place.parent].append(place.unit)
    for parent, units in blocks.items():
        for column in COUNTS:
            for unit, one in _block(parent, units, columns[column], column, before):
                found[unit][column] = one
    for column in COUNTS:
        shown = {place.unit: last(found, place.unit, column) for place in places}
        for unit in opening.to_hide(places, shown):
            found[unit][column] = [None, *_known(found[unit][column])]
    return dict(found)


def last(shown: Shown, unit: str, column: str) -> int | None:
    """The number a count is shown with; None = hidden or never shown."""
    known = shown.get(unit, {}).get(column)
    return known[0] if known else None


def _block(
    parent: str, units: Sequence[str], true: Mapping[str, int], column: str, before: Shown
) -> list[tuple[str, list[int | None]]]:
    keys = [*units, parent + _ALL_BELOW]
    table = release([[true[unit]] for unit in units], _table(keys, column, before))
    numbers = [cells[0] for cells in table.cells] + [table.total]
    return [
        (key, [number, *sorted(one for one in ever[0] if one != number)])
        for key, number, ever in zip(keys, numbers, table.past, strict=True)
    ]


def _table(keys: Sequence[str], column: str, before: Shown) -> Table | None:
    """The column as it was released before; units that are new have no past."""
    if not before:
        return None
    shown = [last(before, key, column) for key in keys]
    ever = [frozenset(_known(before.get(key, {}).get(column, []))) for key in keys]
    return Table(
        cells=tuple((one,) for one in shown[:-1]),
        rows=tuple(shown[:-1]),
        columns=(shown[-1],),
        total=shown[-1],
        past=tuple((one, one) for one in ever),
    )


def _known(shown: Sequence[int | None]) -> list[int]:
    return [one for one in shown if one is not None]
