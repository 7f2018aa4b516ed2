"""The numbers of an outbox: every gap and every fork, whatever the order."""

from hypothesis import given
from hypothesis import strategies as st

from nucuoi.ratings.rules.sequence import Sequence, missing


@given(st.lists(st.integers(0, 30), max_size=60))
def test_gaps_are_what_did_not_come_and_forks_what_came_again(numbers: list[int]) -> None:
    """Whatever comes in whatever order: the same as counting it all at the end."""
    sequence = Sequence()
    for number in numbers:
        sequence.take(number)

    came = set(numbers)
    expected = [number for number in range(max(came, default=-1) + 1) if number not in came]
    assert sorted(n for first, last in sequence.gaps for n in range(first, last + 1)) == expected
    assert missing(sequence.gaps) == len(expected)
    assert len(sequence.forks) == len(numbers) - len(came)
    assert sequence.reached == max(came, default=-1)


def test_a_gap_as_wide_as_numbers_go_is_one_entry() -> None:
    """A tablet that claims an enormous number costs one row, not an enormous many."""
    sequence = Sequence()
    sequence.take(2**53 - 1)

    assert sequence.gaps == [(0, 2**53 - 2)]
