"""Pausing the search for cycles."""

import gc

import pytest

from nucuoi.foundation.garbage import uncollected


def test_it_is_paused_and_goes_on_even_after_a_fault() -> None:
    """Within nobody looks for cycles; afterwards it is as it was."""
    with pytest.raises(LookupError), uncollected():
        _fail(while_looking=gc.isenabled())

    assert gc.isenabled()


def test_what_was_off_stays_off() -> None:
    """Who has turned it off before is not overruled by the one who ends first."""
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()

    assert gc.isenabled()


def _fail(*, while_looking: bool) -> None:
    assert not while_looking
    raise LookupError
