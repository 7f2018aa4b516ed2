"""To which unit of a level each counter belongs, carried over along succession."""

from collections.abc import Collection, Mapping
from datetime import date

from nucuoi.organisation.models import Counter
from nucuoi.organisation.queries.succession import carried_over
from nucuoi.organisation.queries.units import tree
from nucuoi.organisation.rules.tree import Tree


def units_of_counters(level: str, first: date, on: date) -> dict[int, str]:
    """Counter (row) to the unit of a level above it in the tree of a day.

    Counters that were there at any time from `first` to `on`. One whose service point has passed
    into a single other one counts there; after a split nobody can say where, so it is left out.

    Args:
        level: One of `rules.words.Level`.
        first: First day looked at.
        on: Day of the tree.
    """
    points, heirs = _points(first, on)
    above = _above(heirs, tree(on), level)
    return {counter: above[point] for counter, point in points.items() if point in above}


def points_of_counters(first: date, on: date) -> dict[int, str]:
    """Counter (row) to the service point it counts at in the tree of a day, as `units_of_counters`."""
    points, heirs = _points(first, on)
    there = {point: now[0] for point, now in heirs.items() if len(now) == 1}
    return {counter: there[point] for counter, point in points.items() if point in there}


def counter_codes(counters: Collection[int]) -> dict[int, str]:
    """Code of each of these counters (rows)."""
    rows = Counter.objects.values_list("id", "code")
    return {counter: code for counter, code in rows if counter in counters}


def _points(first: date, on: date) -> tuple[dict[int, str], dict[str, list[str]]]:
    """The service point of each counter of the time, and what each has passed into by the day."""
    there = Counter.objects.filter(valid_from__lte=on).exclude(valid_to__lte=first)
    points = dict(there.values_list("id", "point__unit__unit"))
    return points, carried_over(set(points.values()), on)


def _above(heirs: Mapping[str, list[str]], units: Tree, level: str) -> dict[str, str]:
    found = {}
    for point, now in heirs.items():
        if len(now) == 1:
            way = (*units.ancestors(now[0]), units.unit(now[0]))
            hosts = [row.unit for row in way if row.level == level]
            if hosts:
                found[point] = hosts[-1]
    return found
