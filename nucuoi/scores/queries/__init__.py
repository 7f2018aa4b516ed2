"""Reading the rollups: what the boards show, as frozen records."""

from nucuoi.scores.queries.board import Board, Figures, Row, board
from nucuoi.scores.queries.exclusions import (
    ExclusionRow,
    all_exclusions,
    confirmed_leaves,
    exclusions,
    of_flag,
    taken_out,
    undecided,
    unit_of_exclusion,
)
from nucuoi.scores.queries.fair import (
    Fair,
    Warned,
    all_warnings,
    choices,
    of_official,
    of_officials,
    of_units,
    warnings,
    warnings_of,
    weeks_of,
    windows,
)
from nucuoi.scores.queries.fair import (
    Group as PeersRow,
)
from nucuoi.scores.queries.flags import FlagRow, flag, flags, unit_of_flag, waiting, waiting_for
from nucuoi.scores.queries.lineage import Lineage, lineage
from nucuoi.scores.queries.place import Group, Place, place
from nucuoi.scores.queries.state import state
from nucuoi.scores.queries.tallies import LevelCell, first_month, level_cells, month_cells

__all__ = [
    "Board",
    "ExclusionRow",
    "Fair",
    "Figures",
    "FlagRow",
    "Group",
    "LevelCell",
    "Lineage",
    "PeersRow",
    "Place",
    "Row",
    "Warned",
    "all_exclusions",
    "all_warnings",
    "board",
    "choices",
    "confirmed_leaves",
    "exclusions",
    "first_month",
    "flag",
    "flags",
    "level_cells",
    "lineage",
    "month_cells",
    "of_flag",
    "of_official",
    "of_officials",
    "of_units",
    "place",
    "state",
    "taken_out",
    "undecided",
    "unit_of_exclusion",
    "unit_of_flag",
    "waiting",
    "waiting_for",
    "warnings",
    "warnings_of",
    "weeks_of",
    "windows",
]
