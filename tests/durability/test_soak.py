"""The soak: an hour of ratings in which nothing happens; nobody dies, nothing grows, nothing is lost.

`SOAK_MINUTES` makes it shorter or longer.
"""

import os
import time
from itertools import pairwise
from pathlib import Path

import pytest

from tests.durability.installation import STAFF, Installation
from tests.durability.rating import rating
from tests.durability.reckoning import reckon

MINUTES = float(os.environ.get("SOAK_MINUTES", "60"))
PAUSE_S = 0.5
"""Of each sender, which makes about seventy ratings a second of them all."""
LOOKS = 20
"""How often memory is looked at; it may grow until the fifth look."""
SETTLED = 5
GROWTH_MB = 40
"""So much more may each process hold at the end than when it had settled."""


@pytest.mark.long
def test_an_hour(installation: Installation) -> None:
    """On SQLite: the same processes to the end, as large as before, everything there once."""
    _soak(installation)


@pytest.mark.long
def test_an_hour_on_postgresql(on_postgresql: Installation) -> None:
    """And with PostgreSQL."""
    _soak(on_postgresql)


def _soak(installation: Installation) -> None:
    installation.programs = ("serve", "worker", STAFF)
    installation.start()
    looks: list[dict[int, float]] = []
    with rating(installation, seed=7, pause_s=PAUSE_S) as senders:
        for _ in range(LOOKS):
            time.sleep(MINUTES * 60 / LOOKS)
            looks.append({pid: _megabytes(pid) for pid in installation.lasting_pids()})
            assert installation.asked("GET", "/readyz") == 200
    found = reckon(installation, [sender.told for sender in senders])
    said = (
        f"{installation.database.name}, {MINUTES:g} minutes: {found}\n{looks[SETTLED]}\n{looks[-1]}"
    )
    print(said)  # noqa: T201  # for --long
    found.check()
    lasting = {pid for two in pairwise(looks) for pid in two[0].keys() & two[1].keys()}
    assert lasting <= looks[-1].keys(), "a program died"
    grown = {pid: looks[-1][pid] - looks[SETTLED][pid] for pid in lasting}
    assert max(grown.values()) < GROWTH_MB, said
    for name in installation.programs:
        assert "panic" not in (installation.data / f"{name}.log").read_text()


def _megabytes(pid: int) -> float:
    """What a process holds in memory now."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
