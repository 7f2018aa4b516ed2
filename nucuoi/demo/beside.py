"""Sealing on the second core while the first one still writes ratings."""

import multiprocessing
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event

from django.db import connections

from nucuoi.ratings import sealing

_AT_ONCE = 2_000
"""Nobody waits for the write lock here, so batches are larger than the worker's."""


@contextmanager
def sealing_beside() -> Iterator[None]:
    """Seals what is stored inside the block; at its end everything has its leaf.

    Raises:
        RuntimeError: If the sealing process failed.
    """
    context = multiprocessing.get_context("fork")
    stored = context.Event()
    connections.close_all()  # a connection must not be shared with the child
    sealer = context.Process(target=_seal, args=(stored,), daemon=True)
    sealer.start()
    yield
    stored.set()
    sealer.join()
    if sealer.exitcode:
        raise RuntimeError("sealing the demonstration failed")


def _seal(stored: Event) -> None:
    """Seals until everything is stored and sealed, or whoever started it has died."""
    parent = os.getppid()
    while os.getppid() == parent:
        last_round = stored.is_set()
        if sealing.seal(_AT_ONCE):
            continue
        if last_round:
            return
        time.sleep(0.05)
