"""What people do about flags: look, propose to exclude, confirm or refuse; each with its audit row."""

from nucuoi.scores.actions.deciding import confirm, refuse
from nucuoi.scores.actions.looking import look
from nucuoi.scores.actions.proposing import propose_of_counter, propose_of_flag, propose_undoing

__all__ = [
    "confirm",
    "look",
    "propose_of_counter",
    "propose_of_flag",
    "propose_undoing",
    "refuse",
]
