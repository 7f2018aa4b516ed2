"""No process of an installation outlives the one that started it."""

import ctypes
import signal
import sys

_SET_DEATH_SIGNAL = 1
"""`PR_SET_PDEATHSIG` of prctl(2)."""


def end_with_parent() -> None:
    """From now on this process gets SIGTERM when its parent ends, even by SIGKILL (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGTERM)
