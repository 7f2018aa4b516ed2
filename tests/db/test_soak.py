"""Hours of ratings: nothing lost, nothing grows, no worker of the server panics.

`SOAK_S` is how many seconds it takes on each database; an hour when it is not set.
"""

import os

import pytest

from nucuoi.bench import doors, load, processor
from nucuoi.bench.staff import clicking
from nucuoi.bench.stand import DATABASES, Database, stand

SECONDS = float(os.environ.get("SOAK_S", "3600"))
SLICE_S = 20.0
RATE = 150
GROWTH = 1.3
"""Of memory, from the second slice on."""


@pytest.mark.long
@pytest.mark.parametrize("database", DATABASES)
def test_a_long_day(database: Database) -> None:
    """Every acknowledged rating is stored, sealed and counted once; memory stays; no panic."""
    acknowledged, memory = 0, []
    with stand(database) as made:
        office = doors.open_office(made)
        requests = doors.ratings(office)
        web, port = made.serve("nucuoi.cli", "serve")
        worker = made.start("nucuoi.cli", "worker")
        for _ in range(max(3, round(SECONDS / SLICE_S))):
            with clicking(port, office):
                acknowledged += len(load.open_loop(port, requests, RATE, SLICE_S))
            memory.append(sum(processor.proportional_bytes(one.pid) for one in (web, worker)))
        made.wait_until_counted()
        stored = made.ask("SELECT COUNT(*) FROM ratings_rating")
        leaves = made.ask("SELECT COUNT(*) FROM ledger_leaf WHERE kind = 1")
        printed = web.printed + worker.printed

    assert acknowledged > 0
    assert (stored, leaves) == (acknowledged, acknowledged)
    assert memory[-1] < memory[1] * GROWTH, memory
    assert "panicked" not in printed
    assert "Traceback" not in printed
