"""Pages of the room `scores`."""

from nucuoi.scores.views.board import board, board_count
from nucuoi.scores.views.own import own
from nucuoi.scores.views.unit import unit_figures, unit_file

__all__ = ["board", "board_count", "own", "unit_figures", "unit_file"]
