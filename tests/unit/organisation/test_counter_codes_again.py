"""A counter's number may come back, its code never does."""

import pytest

from nucuoi.foundation.errors import Invalid
from nucuoi.organisation.rules.codes import free_code

HOST = "bg-07210-2021"


def test_the_first_counter_of_a_number_has_it_in_its_code() -> None:
    """Short and readable as long as the number is new."""
    assert free_code(HOST, 2, {"bg07210-21-01"}) == "bg07210-21-02"


def test_a_number_that_comes_back_gets_another_code() -> None:
    """Old posters of the closed counter must not lead to the new one."""
    assert free_code(HOST, 2, {"bg07210-21-02"}) == "bg07210-21-51"
    assert free_code(HOST, 2, {"bg07210-21-02", "bg07210-21-51"}) == "bg07210-21-52"


def test_codes_run_out_with_a_sentence() -> None:
    """After 99 counters a host has none left."""
    taken = {f"bg07210-21-{serial:02}" for serial in range(1, 100)}

    assert free_code(HOST, 1, taken - {"bg07210-21-50"}) == "bg07210-21-50"
    with pytest.raises(Invalid, match="99"):
        free_code(HOST, 1, taken)
