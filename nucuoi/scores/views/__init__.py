"""Pages of the room `scores`."""

from nucuoi.scores.views.board import board, board_count

__all__ = ["board", "board_count"]
