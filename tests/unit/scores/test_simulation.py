"""The promises of the method hold in made worlds whose truth is known."""

import pytest

from nucuoi.scores.figures.simulation import simulate


def test_every_promise_is_kept() -> None:
    """Intervals, squared error, ranks and warnings, as `nucuoi figures --simulate` prints them."""
    broken = [(one.promise, one.measured) for one in simulate(40) if not one.is_kept]

    assert broken == []


@pytest.mark.long
def test_every_promise_is_kept_in_many_worlds() -> None:
    """The same with five times as many worlds."""
    broken = [(one.promise, one.measured) for one in simulate(200) if not one.is_kept]

    assert broken == []
