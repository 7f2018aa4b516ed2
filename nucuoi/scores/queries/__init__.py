"""Reading the rollups: what the boards show, as frozen records."""

from nucuoi.scores.queries.board import Board, Figures, Row, board
from nucuoi.scores.queries.lineage import Lineage, lineage
from nucuoi.scores.queries.place import Group, Place, place
from nucuoi.scores.queries.state import state
from nucuoi.scores.queries.tallies import month_cells

__all__ = [
    "Board",
    "Figures",
    "Group",
    "Lineage",
    "Place",
    "Row",
    "board",
    "lineage",
    "month_cells",
    "place",
    "state",
]
