"""Hiding a little more where blocks of siblings together would narrow down what one of them hides."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from nucuoi.fairness.disclosure import SMALL
from nucuoi.fairness.published.gathered import Place

ROUNDED_TO = 5
"""Published counts are rounded down to a multiple of this."""
_ANY = 10**12
Range = tuple[int, int]
Below = Mapping[str, Sequence[str]]


def to_hide(places: Sequence[Place], shown: Mapping[str, int | None]) -> set[str]:
    """Units whose count must be hidden too, so that each hidden one stays open over a width of 5.

    What is known of a shown count is that it lies within its five; a unit is the sum of those below.
    """
    below = _below(places)
    before = {unit for unit, number in shown.items() if number is None}
    hidden = set(before)
    while any(0 <= high - low < SMALL for low, high in _ranges(below, shown, hidden)):
        beside = _beside(places, hidden) or [unit for unit in shown if unit not in hidden]
        if not beside:
            break
        hidden.add(min(beside, key=lambda unit: (not shown[unit], shown[unit], unit)))
    return hidden - before


def _below(places: Sequence[Place]) -> dict[str, list[str]]:
    """The units directly below each; the roots under the empty name."""
    found: dict[str, list[str]] = defaultdict(list)
    for place in places:
        found[place.parent].append(place.unit)
    return found


def _beside(places: Sequence[Place], hidden: set[str]) -> list[str]:
    """Shown units in a block with a hidden one, the roots left out."""
    blocks = {place.parent for place in places if place.unit in hidden}
    return [
        place.unit
        for place in places
        if place.parent and place.parent in blocks and place.unit not in hidden
    ]


def _ranges(below: Below, shown: Mapping[str, int | None], hidden: set[str]) -> list[Range]:
    """From where to where each hidden count can lie, exactly, as the sums form a tree.

    Numbers that were published at two times may contradict each other; a range is empty then.
    """
    order = list(below.get("", ()))
    for unit in order:  # grows while it is read
        order.extend(below.get(unit, ()))
    found = {unit: (0, _ANY) if unit in hidden else _five(shown[unit] or 0) for unit in order}
    for unit in reversed(order):
        if beneath := below.get(unit):
            found[unit] = _both(found[unit], _sum([found[one] for one in beneath]))
    for unit in order:
        beneath = below.get(unit, ())
        low, high = _sum([found[one] for one in beneath])
        for one in beneath:
            least, most = found[one]
            left = found[unit][0] - (high - most), found[unit][1] - (low - least)
            found[one] = _both(found[one], left)
    return [found[unit] for unit in order if unit in hidden]


def _five(number: int) -> Range:
    low = number - number % ROUNDED_TO
    return low, low + ROUNDED_TO - 1


def _sum(ranges: Sequence[Range]) -> Range:
    return sum(low for low, _ in ranges), sum(high for _, high in ranges)


def _both(one: Range, other: Range) -> Range:
    return max(one[0], other[0]), min(one[1], other[1])
