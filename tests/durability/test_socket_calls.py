"""Each call at the socket to PostgreSQL of one acceptance and one sealing kills or breaks once.

A connection that is reset at each call by which something is received, and a process that is killed
at each call at all: before the statement, after it, before the answer of the commit, after it. What
lies behind the socket is the server's own; its death is in `test_set.py`.
"""

import signal
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from nucuoi import worker
from tests import own_database
from tests.durability import forked
from tests.durability.calls import Fault, faults, reached
from tests.durability.databases import Row
from tests.durability.forked import CAME_RIGHT, DID_NOT, act
from tests.durability.reckoning import reckon
from tests.durability.senders import Body, Told
from tests.durability.test_system_calls import Folder
from tests.keeping_folder import at_folder, new_folder
from tests.situation import open_office

pytestmark = pytest.mark.postgresql

RESET, KILL = "error=ECONNRESET", "signal=KILL"
CALLS = ("sendto", "recvfrom", "connect")
EVERY = 15
"""Of how many faults ./test tries one, an odd number so that both kinds are met; --long tries all."""


class Asked:
    """The rows of a database of the tests' own cluster."""

    name = "PostgreSQL"

    def rows(self, *queries: str) -> list[list[Row]]:
        """The rows of each query; nobody writes between them."""
        return [own_database.rows(query) for query in queries]


class Served(Folder):
    """An office on PostgreSQL, to which three new ratings are sent under each fault."""

    def __init__(self, data: Path, counter: str) -> None:
        super().__init__(data, counter)
        self.database = Asked()  # type: ignore[assignment]  # all that is asked of it here
        self._counter = counter
        self._numbers = count(1)
        self._sent: dict[str, int] = {}

    def new_ratings(self) -> None:
        """From now on three others are sent."""
        self._bodies = [self._rating(next(self._numbers), score) for score in (1, 3, 5)]
        self._sent |= {str(body["id"]): int(body["score"]) for body in self._bodies}

    def told(self) -> Told:
        """All that was sent was acknowledged."""
        return Told(sent=self._sent, receipts=dict.fromkeys(self._sent, ""))

    def _rating(self, number: int, score: int) -> Body:
        rating: Body = {
            "id": f"0190f000-0000-4000-8000-{number:012}",
            "counter": self._counter,
            "score": score,
        }
        return rating | ({"remark": "Chờ lâu."} if score == 1 else {})


@pytest.fixture
def served(
    tmp_path: Path, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Served]:
    """An office; the worker tries again what failed without a pause."""
    monkeypatch.setattr(worker, "FIRST_BACK_OFF_S", 0.0)
    monkeypatch.setattr(forked, "LONGEST_S", 4.0)
    with django_db_blocker.unblock():
        data = new_folder(tmp_path / "var")
        with at_folder(data):
            counter = open_office().counter.code
        with at_folder(data):
            yield Served(data, counter)


@pytest.mark.parametrize("work", [Folder.accept, Folder.seal])
def test_a_fault_at_some_calls(served: Served, tmp_path: Path, work: Callable[..., bool]) -> None:
    """Every fifteenth fault: acknowledged, sealed and counted once, the check clean."""
    _survives(served, tmp_path, work, EVERY)


@pytest.mark.long
@pytest.mark.parametrize("work", [Folder.accept, Folder.seal])
def test_a_fault_at_every_call(served: Served, tmp_path: Path, work: Callable[..., bool]) -> None:
    """The same at every single call."""
    _survives(served, tmp_path, work, 1)


def _survives(served: Served, place: Path, work: Callable[..., bool], every: int) -> None:
    """Meets one fault after the other, each with ratings of its own, and reckons all of them."""
    found = _every_fault(served, place / "calls", work)
    print(f"{work.__name__}: {len(found)} faults at {', '.join(CALLS)}")  # noqa: T201  # for --long
    for fault in found[::every]:
        _begin(served, work)
        log = place / str(fault)
        met = act(lambda: work(served), _traced(log, fault))
        # How often a socket is read differs; and strace counts for each thread by itself, so that
        # what a writer's thread meets meets the next one too, until another process comes.
        assert met in {CAME_RIGHT, DID_NOT, -signal.SIGKILL}, fault
        assert met == CAME_RIGHT or reached(log, fault), fault
        assert act(lambda: work(served)) == CAME_RIGHT, fault
    reckon(served, [served.told()]).check()


def _every_fault(served: Served, log: Path, work: Callable[..., bool]) -> list[Fault]:
    """Each fault that the work can meet."""
    _begin(served, work)
    assert act(lambda: work(served), _traced(log)) == CAME_RIGHT
    # A send that fails while nothing is received would leave libpq waiting for the reason, which
    # the server of a connection that was really reset does not owe it.
    found = [one for one in faults(log, RESET, KILL) if (one.call, one.what) != ("sendto", RESET)]
    assert len(found) > 20
    return found


def _begin(served: Served, work: Callable[..., bool]) -> None:
    served.new_ratings()
    assert work is Folder.accept or act(served.accept) == CAME_RIGHT


def _traced(log: Path, fault: Fault | None = None) -> Sequence[str]:
    inject = ("-e", f"inject={fault.call}:{fault.what}:when={fault.number}") if fault else ()
    return ("strace", "-f", "-qq", "-o", str(log), "-e", f"trace={','.join(CALLS)}", *inject)
