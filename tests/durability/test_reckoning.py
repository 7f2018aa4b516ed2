"""The reckoning sees what it is there to see."""

from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import pytest

from tests.durability.reckoning import Reckoned, Reckoning, reckon
from tests.durability.senders import Told

ONE, TWO = (str(UUID(int=number)) for number in (1, 2))


def test_all_is_well() -> None:
    """Two were sent and acknowledged, two are there."""
    _reckoned([(ONE, 5), (TWO, 3)], sent={ONE: 5, TWO: 3}, acknowledged=[ONE, TWO]).check()


def test_what_was_sent_but_not_acknowledged_may_be_there_or_not() -> None:
    """A sender that never heard an answer was promised nothing."""
    _reckoned([(ONE, 5), (TWO, 3)], sent={ONE: 5, TWO: 3}, acknowledged=[ONE]).check()
    _reckoned([(ONE, 5)], sent={ONE: 5, TWO: 3}, acknowledged=[ONE]).check()


@pytest.mark.parametrize(
    ("stored", "sent", "acknowledged", "wrong"),
    [
        ([(ONE, 5)], {ONE: 5, TWO: 3}, [ONE, TWO], "lost"),
        ([(ONE, 5), (ONE, 5)], {ONE: 5}, [ONE], "doubled"),
        ([(ONE, 5), (TWO, 3)], {ONE: 5}, [ONE], "never_sent"),
        ([(ONE, 1)], {ONE: 5}, [ONE], "altered"),
    ],
)
def test_it_fails_for_each_that_is_wrong(
    stored: list[tuple[str, int]], sent: dict[str, int], acknowledged: list[str], wrong: str
) -> None:
    """One lost, one doubled, one never sent, one altered: each is counted and refused."""
    found = _reckoned(stored, sent, acknowledged)

    assert getattr(found, wrong) >= 1
    with pytest.raises(AssertionError, match=f"{wrong}=1"):
        found.check()


def _reckoned(
    stored: list[tuple[str, int]], sent: dict[str, int], acknowledged: list[str]
) -> Reckoning:
    """The reckoning over a database that holds just this, all of it sealed and counted."""
    sums = [(len(stored), sum(score for _, score in stored))]
    rows: list[list[Any]] = [
        [(UUID(one).bytes, score) for one, score in stored],
        [(number,) for number in range(len(stored))],
        [(len(stored), len(stored))],
        [(0,)],
        *([sums] * 3),
    ]
    installation = SimpleNamespace(
        revive=lambda: None,
        fsck=lambda: "",
        database=SimpleNamespace(rows=lambda *_: rows),
    )
    told = Told(sent=dict(sent), receipts=dict.fromkeys(acknowledged, "R"))
    return reckon(cast("Reckoned", installation), [told])
