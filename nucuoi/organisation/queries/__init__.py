"""What other rooms may ask about units, service points, counters and visits."""

from nucuoi.organisation.queries.at_counters import at_counters
from nucuoi.organisation.queries.counters import (
    CounterRow,
    FieldRow,
    counter,
    counters_under,
    fields,
    opening_hours,
    point_of_counter,
    successor,
)
from nucuoi.organisation.queries.hours import open_points
from nucuoi.organisation.queries.intake import intake_version, kept_until_changed
from nucuoi.organisation.queries.officials import OfficialRow, officials_under, posted_at
from nucuoi.organisation.queries.places import (
    counter_codes,
    points_of_counters,
    units_of_counters,
)
from nucuoi.organisation.queries.reach import reached
from nucuoi.organisation.queries.served import served
from nucuoi.organisation.queries.succession import (
    came_from,
    carried_over,
    passed_into,
    successors,
)
from nucuoi.organisation.queries.units import (
    ancestors,
    children,
    is_within,
    tree,
    unit,
    units_as_of,
)
from nucuoi.organisation.queries.visits import visit_total, visits, visits_on
from nucuoi.organisation.rules.tree import Tree, UnitRow

__all__ = [
    "CounterRow",
    "FieldRow",
    "OfficialRow",
    "Tree",
    "UnitRow",
    "ancestors",
    "at_counters",
    "came_from",
    "carried_over",
    "children",
    "counter",
    "counter_codes",
    "counters_under",
    "fields",
    "intake_version",
    "is_within",
    "kept_until_changed",
    "officials_under",
    "open_points",
    "opening_hours",
    "passed_into",
    "point_of_counter",
    "points_of_counters",
    "posted_at",
    "reached",
    "served",
    "successor",
    "successors",
    "tree",
    "unit",
    "units_as_of",
    "units_of_counters",
    "visit_total",
    "visits",
    "visits_on",
]
