"""What a matter adds to its unit's figures whatever the hour: pure."""

from collections.abc import Iterator

from nucuoi.cases.rules.reckoning import Reckoned

Tallied = tuple[str, int]
"""A field of `rules.figures.Counts` and 0; or `answers` or `closes` and how many working days."""


def tallied(counted: Reckoned, *, waiting: bool) -> Iterator[Tallied]:
    """All it adds one to; nothing when it is in no figure.

    Args:
        counted: What counts of it.
        waiting: Whether it is open.
    """
    if counted.month is None:
        return
    holds = {
        "came": True,
        "judged": counted.met is not None,
        "on_time": counted.met is True,
        "heard": counted.satisfied is not None,
        "satisfied": counted.satisfied is True,
        "reopened": counted.reopened,
        "waiting": waiting,
    }
    yield from ((name, 0) for name, held in holds.items() if held)
    if counted.answer_days is not None:
        yield "answers", counted.answer_days
    if counted.close_days is not None:
        yield "closes", counted.close_days
