"""Python's looking for cycles, where there are none to be found."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Within it nobody looks for cycles: millions of rows would be looked through, and hold none.

    For work that makes many rows and ends; also as a decorator.

    Side effects:
        For all threads of the process.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
