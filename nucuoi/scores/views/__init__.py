"""Pages of the room `scores`."""

from nucuoi.scores.views.board import board, board_count
from nucuoi.scores.views.exclusions import exclusions, propose_counter, propose_undoing
from nucuoi.scores.views.flags import flag, flags, look, propose
from nucuoi.scores.views.own import own
from nucuoi.scores.views.unit import unit_figures, unit_file

__all__ = [
    "board",
    "board_count",
    "exclusions",
    "flag",
    "flags",
    "look",
    "own",
    "propose",
    "propose_counter",
    "propose_undoing",
    "unit_figures",
    "unit_file",
]
