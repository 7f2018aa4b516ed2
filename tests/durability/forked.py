"""One act of the product in a forked process, its system calls traced: quick enough for every call.

The framework is loaded once, in the test; the child begins stopped, so that strace can be attached
before the product touches the data folder.
"""

import logging
import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

CAME_RIGHT, DID_NOT = 0, 7
LONGEST_S = 20.0


def act(work: Callable[[], bool], tracing: Sequence[str] = ()) -> int:
    """Does `work` in a child; returns its exit code, negative for the signal that killed it.

    Args:
        work: Called again until it says that all is done, or `LONGEST_S` have passed.
        tracing: Command that attaches to the process whose id comes after it; empty = none.
    """
    child = os.fork()
    if child == 0:
        _be_the_child(work, stopped=bool(tracing))
    if not tracing:
        return _ended(child)
    os.waitpid(child, os.WUNTRACED)
    with subprocess.Popen([*tracing, "-p", str(child)], stderr=subprocess.DEVNULL):
        _wait_for_tracer(child)
        os.kill(child, signal.SIGCONT)
        return _ended(child)


def _be_the_child(work: Callable[[], bool], *, stopped: bool) -> None:
    """Never returns, and leaves without the manners of an orderly end."""
    code = DID_NOT
    try:
        logging.disable()
        if stopped:
            os.kill(os.getpid(), signal.SIGSTOP)
        ends = time.monotonic() + LONGEST_S
        while not (done := _tried(work)) and time.monotonic() < ends:
            time.sleep(0.02)
        code = CAME_RIGHT if done else DID_NOT
    finally:
        os._exit(code)


def _tried(work: Callable[[], bool]) -> bool:
    """Whether it is done; what went wrong is tried again, as sender and worker do."""
    try:
        return work()
    except Exception:  # noqa: BLE001  # whatever the injected fault became
        return False


def _ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _wait_for_tracer(child: int) -> None:
    ends = time.monotonic() + LONGEST_S
    while "TracerPid:\t0\n" in Path(f"/proc/{child}/status").read_text():
        assert time.monotonic() < ends, "strace did not attach"
        time.sleep(0.002)
