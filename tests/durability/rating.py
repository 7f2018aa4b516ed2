"""People who rate while something happens to the installation."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tests.durability.installation import Installation, wait_until
from tests.durability.proxy import BadLine
from tests.durability.senders import Sender, Tablet

PHONES, TABLETS = 5, 3


@contextmanager
def rating(
    installation: Installation,
    seed: int,
    *,
    lost_requests: float = 0.0,
    lost_answers: float = 0.0,
    pause_s: float = 0.0,
) -> Iterator[list[Sender]]:
    """Eight senders, each with ids of its own, on a line that cuts so large a share."""
    ending = threading.Event()
    line = BadLine(
        installation.port, lost_requests=lost_requests, lost_answers=lost_answers, seed=seed
    )
    given = (line.port, installation.counter)
    seeds = iter(range(seed * 100, seed * 100 + PHONES + TABLETS))
    senders: list[Sender] = [Sender(*given, next(seeds), ending) for _ in range(PHONES)]
    senders += [Tablet(*given, next(seeds), ending, installation.token) for _ in range(TABLETS)]
    for sender in senders:
        sender.pause_s = pause_s
        sender.start()
    try:
        yield senders
    finally:
        ending.set()
        for sender in senders:
            sender.join()
        line.close()
    assert line.cut_requests > 0 or not lost_requests
    assert line.cut_answers > 0 or not lost_answers


def wait_for_more(installation: Installation, senders: Sequence[Sender], more: int) -> None:
    """Returns after `more` acknowledgements; what has died meanwhile is started again."""
    before = acknowledged(senders)

    def reached() -> bool:
        installation.revive()
        return acknowledged(senders) >= before + more

    wait_until(reached, "senders are answered")


def acknowledged(senders: Sequence[Sender]) -> int:
    """How many ratings have been acknowledged so far."""
    return sum(len(sender.told.receipts) for sender in senders)


def refusals(senders: Sequence[Sender]) -> int:
    """How often the server has said 503 so far."""
    return sum(sender.told.refusals for sender in senders)
