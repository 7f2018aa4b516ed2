"""The writer's groups: who comes while many are sending shares a flush with others."""

from collections.abc import Sequence
from threading import Event

import pytest

from nucuoi.foundation.errors import Refused
from nucuoi.ratings.intake.answers import Outcome
from nucuoi.ratings.intake.credentials import Visitor
from nucuoi.ratings.intake.writer import BURST, Job, Reply, Writer


class Disk:
    """Takes a group once it is let; remembers how many jobs were in each."""

    def __init__(self) -> None:
        self.groups: list[int] = []
        self.free = Event()

    def commit(self, jobs: Sequence[Job]) -> list[list[Outcome] | Refused]:
        """Does one group."""
        self.free.wait(10)
        self.groups.append(len(jobs))
        return [[] for _ in jobs]


def hand_in(to: Writer, number: int) -> list[Reply]:
    """Submits so many jobs without ratings; gives their replies."""
    replies = [Reply() for _ in range(number)]
    for reply in replies:
        to.submit(Job((), Visitor(), 0, reply))
    return replies


@pytest.mark.parametrize(("first", "groups"), [(BURST, [1, BURST, 7]), (BURST - 1, [1, BURST - 1])])
def test_after_a_burst_the_writer_lets_others_come(
    first: int, groups: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those who come during the pause are one group; after a small group there is no pause."""
    disk = Disk()
    made = Writer(disk.commit, room=10, close_store=lambda: None)
    late: list[Reply] = []
    monkeypatch.setattr(
        "nucuoi.ratings.intake.writer.time.sleep", lambda _: late.extend(hand_in(made, 7))
    )
    [alone] = hand_in(made, 1)
    while made._jobs.qsize():
        pass
    waiting = hand_in(made, first)
    disk.free.set()
    for reply in (alone, *waiting):
        reply.wait(10)
    made.close(10)

    assert disk.groups == groups
    assert all(reply.wait(10) == [] for reply in late)
