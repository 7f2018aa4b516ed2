"""A full disk under PostgreSQL: ratings are refused whole, and all goes on when there is room.

Where its log cannot grow the server ends, and whoever watches over it starts it again; where only
tables cannot grow it stays and refuses. Web and worker stay in both cases.
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.durability.databases import Cluster, server_folder
from tests.durability.disk import Disk, small_disk
from tests.durability.installation import Installation, wait_until
from tests.durability.rating import rating, refusals, wait_for_more
from tests.durability.reckoning import reckon
from tests.durability.senders import Sender

MEGABYTES = 150
"""A new cluster takes about 60 with its first piece of log, which may become three."""
REFUSED = 40

pytestmark = pytest.mark.long


class Small:
    """An installation whose cluster lies on a small disk."""

    def __init__(self, installation: Installation, cluster: Cluster, disk: Disk) -> None:
        self.installation = installation
        self.cluster = cluster
        self.disk = disk


@pytest.fixture(params=["all of it", "tables alone"])
def small(data: Path, request: pytest.FixtureRequest) -> Iterator[Small]:
    """The whole cluster on a small disk, or its tables alone with the log on a large one."""
    folder = server_folder()
    apart = server_folder() if request.param == "tables alone" else None
    with ExitStack() as closing:
        disk = closing.enter_context(small_disk(folder, MEGABYTES))
        cluster = Cluster(folder, apart)
        installation = Installation(data, cluster)
        closing.callback(installation.stop)
        installation.start()
        yield Small(installation, cluster, disk)
    for place in (folder, *([apart] if apart else [])):
        shutil.rmtree(place, ignore_errors=True)


def test_a_full_disk_refuses_and_recovers(small: Small) -> None:
    """503 with Retry-After while it is full, by the same processes 201 afterwards; lost 0, doubled 0."""
    installation = small.installation
    before = installation.lasting_pids()
    with rating(installation, seed=11) as senders:
        for _ in range(2):
            wait_for_more(installation, senders, 50)
            _fill(small, senders)
            small.disk.free(small.cluster.pids())
            small.cluster.start()
        wait_for_more(installation, senders, 50)
        assert installation.asked("GET", "/readyz") == 200
    found = reckon(installation, [sender.told for sender in senders])
    print(found)  # noqa: T201  # for --long
    found.check()
    assert installation.lasting_pids() == before, "a program died of a full disk"


def _fill(small: Small, senders: list[Sender]) -> None:
    """Keeps the disk full until many ratings have been refused."""
    enough = refusals(senders) + REFUSED

    def reached() -> bool:
        small.disk.fill(small.cluster.pids())
        return refusals(senders) > enough

    wait_until(reached, "ratings are refused", within_s=180)
