"""Reading what a span's table is made of: rollups, exclusions, visits and the tree of its last day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from nucuoi.fairness.published import Gathered, Place
from nucuoi.foundation import clock
from nucuoi.ledger import queries as ledger
from nucuoi.ledger.one_state import one_state
from nucuoi.organisation import queries as organisation
from nucuoi.organisation.queries import Tree
from nucuoi.organisation.rules.words import Level
from nucuoi.releases.rules.spans import Span
from nucuoi.scores import queries as scores
from nucuoi.scores.figures.answering import coverages
from nucuoi.scores.follower import FOLLOWER
from nucuoi.scores.rules.windows import Window

CANARY = "canary"


@dataclass(frozen=True, slots=True)
class Found:
    """What was gathered at one state of the database.

    Attributes:
        leaves: How many leaves the counts hold.
        places: Unit of the table by code of the counter.
    """

    leaves: int
    places: Mapping[str, str]
    gathered: Gathered


def gather(span: Span) -> Found:
    """All of a span; writers are not held up."""
    with one_state():
        leaves = ledger.cursor(FOLLOWER)
        tree = organisation.tree(span.last)
        at = hosts(organisation.points_of_counters(span.first, span.last), tree)
        codes = organisation.counter_codes(at)
        units = {codes[counter]: unit for counter, unit in at.items()}
        excluded, canaries = _excluded(span, units, leaves)
        gathered = Gathered(
            places=_places(set(at.values()), tree),
            ratings=_ratings(span, at),
            excluded=excluded,
            canaries=canaries,
            answered=_answered(span, at),
        )
    return Found(leaves, units, gathered)


def hosts(points: Mapping[int, str], tree: Tree) -> dict[int, str]:
    """The unit of the table that each counter counts at.

    A service point is no row of its own where its unit has nothing else below: the two are the same.
    """
    there = set(points.values())
    above = {row.unit for point in there for row in tree.ancestors(point)}
    rows = {point: _row_of(point, tree, there | above) for point in there}
    return {counter: rows[point] for counter, point in points.items()}


def _row_of(point: str, tree: Tree, used: set[str]) -> str:
    parent = tree.unit(point).parent
    if parent is None or parent not in tree:
        return point
    beside = [row for row in tree.children(parent) if row.unit in used]
    return parent if len(beside) == 1 else point


def _places(units: set[str], tree: Tree) -> list[Place]:
    """Those units and all above them."""
    used = units | {row.unit for unit in units for row in tree.ancestors(unit)}
    rows = sorted((tree.unit(unit) for unit in used), key=lambda row: row.unit)
    return [
        Place(row.unit, row.parent if row.parent in used else "", str(Level(row.level)), row.name)
        for row in rows
    ]


def _ratings(
    span: Span, at: Mapping[int, str]
) -> dict[tuple[str, tuple[str, str]], tuple[int, int, int, int, int]]:
    sums: dict[tuple[str, tuple[str, str]], list[int]] = defaultdict(lambda: [0] * 5)
    fields = {row.id: row.code for row in organisation.fields()}
    for cell in scores.level_cells(*span.months):
        if cell.counter in at:
            total = sums[at[cell.counter], (fields.get(cell.field, ""), cell.evidence)]
            for place, number in enumerate(cell.levels):
                total[place] += number
    return {
        key: (one, two, three, four, five) for key, (one, two, three, four, five) in sums.items()
    }


def _excluded(
    span: Span, units: Mapping[str, str], leaves: int
) -> tuple[dict[str, int], dict[str, int]]:
    """Ratings of the span that count nowhere: those of people, and canaries."""
    days = clock.day_number(span.first), clock.day_number(span.last)
    people: dict[str, int] = defaultdict(int)
    canaries: dict[str, int] = defaultdict(int)
    for content, why in ledger.excluded(leaves):
        unit = units.get(str(content["counter"]))
        if unit is not None and days[0] <= int(str(content["day"])) <= days[1]:
            (canaries if why == CANARY else people)[unit] += 1
    return dict(people), dict(canaries)


def _answered(span: Span, at: Mapping[int, str]) -> dict[str, tuple[int, int]]:
    desks = coverages(Window(span.name, span.first, span.last)).desks
    return _by_unit((at[desk], sums) for desk, sums in desks.items() if desk in at)


def _by_unit(pairs: Iterable[tuple[str, list[int]]]) -> dict[str, tuple[int, int]]:
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for unit, (rated, visits) in pairs:
        found[unit][0] += rated
        found[unit][1] += visits
    return {unit: (rated, visits) for unit, (rated, visits) in found.items()}
