"""A full disk: ratings are refused whole, nothing is half, and all goes on when there is room."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.durability.disk import Disk, SmallFiles, small_disk
from tests.durability.installation import Installation, wait_until
from tests.durability.rating import rating, refusals, wait_for_more
from tests.durability.reckoning import reckon
from tests.durability.senders import Sender

REFUSED = 40


@pytest.fixture
def disk(data: Path) -> Iterator[Disk]:
    """A small disk that holds the data folder."""
    with small_disk(data) as disk:
        yield disk


def test_a_full_disk_refuses_and_recovers(disk: Disk, installation: Installation) -> None:
    """503 while it is full, by the same processes 201 when it is not; lost 0, doubled 0."""
    _fill_and_free(installation, disk)


def test_where_nothing_can_be_written_it_is_not_ready(installation: Installation) -> None:
    """The same where the system refuses every byte, with another error, in the middle of a file."""
    _fill_and_free(installation, SmallFiles(), ready=503)


def _fill_and_free(installation: Installation, disk: Disk, *, ready: int | None = None) -> None:
    """Twice full and free again.

    Args:
        ready: What `/readyz` says while it is full; None = it depends: a rating that fits where an
            older one has been dealt with is still taken.
    """
    before = installation.lasting_pids()
    with rating(installation, seed=3) as senders:
        for _ in range(2):
            wait_for_more(installation, senders, 50)
            _fill(installation, disk, senders)
            if ready is not None:
                _expect(installation, disk, ready)
            disk.free(installation.all_pids())
        wait_for_more(installation, senders, 50)
        assert installation.asked("GET", "/readyz") == 200
    reckon(installation, [sender.told for sender in senders]).check()
    assert installation.lasting_pids() == before, "a program died of a full disk"


def _expect(installation: Installation, disk: Disk, ready: int) -> None:
    """Waits until `/readyz` says so, while the disk is kept full for programs that began meanwhile."""

    def said() -> bool:
        disk.fill(installation.all_pids())
        return installation.asked("GET", "/readyz") == ready

    wait_until(said, f"/readyz says {ready}")


def _fill(installation: Installation, disk: Disk, senders: list[Sender]) -> None:
    """Keeps the disk full until many ratings have been refused."""
    enough = refusals(senders) + REFUSED

    def reached() -> bool:
        disk.fill(installation.all_pids())
        return refusals(senders) > enough

    wait_until(reached, "ratings are refused")
