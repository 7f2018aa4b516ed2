"""No process of an installation outlives the one that started it."""

import ctypes
import os
import signal
import sys

_SET_DEATH_SIGNAL = 1
"""`PR_SET_PDEATHSIG` of prctl(2)."""


def end_with_parent() -> None:
    """From now on this process gets SIGTERM when its parent ends, even by SIGKILL (Linux only)."""
    _ask_for(signal.SIGTERM)


def kill_children_with_us() -> None:
    """From now on every process that this one forks is killed when this one ends (Linux only).

    SIGTERM would be lost on a young child: until it serves it has our handlers, which only take note.
    """
    os.register_at_fork(before=_note_parent, after_in_child=_die_with_parent)


_parents: list[int] = []
"""Who forks, last; a fork takes its own copy along."""


def _note_parent() -> None:
    _parents[:] = [os.getpid()]


def _die_with_parent() -> None:
    _ask_for(signal.SIGKILL)
    if os.getppid() != _parents[0]:  # it ended before we could ask
        os.kill(os.getpid(), signal.SIGKILL)


def _ask_for(number: signal.Signals) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, number)
