"""Reading the rollups: what the boards show, as frozen records."""

from nucuoi.scores.queries.board import Board, Figures, Row, board
from nucuoi.scores.queries.fair import (
    Fair,
    Warned,
    all_warnings,
    choices,
    of_official,
    of_officials,
    of_units,
    warnings,
    weeks_of,
    windows,
)
from nucuoi.scores.queries.fair import (
    Group as PeersRow,
)
from nucuoi.scores.queries.lineage import Lineage, lineage
from nucuoi.scores.queries.place import Group, Place, place
from nucuoi.scores.queries.state import state
from nucuoi.scores.queries.tallies import LevelCell, first_month, level_cells, month_cells

__all__ = [
    "Board",
    "Fair",
    "Figures",
    "Group",
    "LevelCell",
    "Lineage",
    "PeersRow",
    "Place",
    "Row",
    "Warned",
    "all_warnings",
    "board",
    "choices",
    "first_month",
    "level_cells",
    "lineage",
    "month_cells",
    "of_official",
    "of_officials",
    "of_units",
    "place",
    "state",
    "warnings",
    "weeks_of",
    "windows",
]
