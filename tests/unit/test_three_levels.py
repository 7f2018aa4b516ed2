"""Five steps as three levels: every boundary, and nothing lost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nucuoi.foundation.errors import Invalid
from nucuoi.ratings.rules.levels import (
    Mapping,
    ThreeLevel,
    check_levels,
    mapping_on,
    three_levels,
)

LIKE_SIPAS = (1, 1, 1, 2, 3)
RIGHT = ([1, 1, 1, 2, 3], [1, 1, 2, 2, 3], [1, 2, 2, 3, 3], [1, 2, 3, 3, 3])


def mapping(day: date, levels: tuple[int, ...] = LIKE_SIPAS, until: date | None = None) -> Mapping:
    """A mapping from a day on."""
    return Mapping(check_levels(levels), day, until, "thử")


def test_counts_go_to_their_levels() -> None:
    """Under "as SIPAS": the middle counts as not satisfied."""
    found = three_levels((3, 5, 7, 11, 13), mapping(date(2021, 4, 28)))

    assert found == {
        ThreeLevel.DISSATISFIED: 15,
        ThreeLevel.SATISFIED: 11,
        ThreeLevel.VERY_SATISFIED: 13,
    }


@given(st.tuples(*[st.integers(0, 10**6)] * 5), st.sampled_from(RIGHT))
def test_no_rating_is_lost(counts: tuple[int, ...], levels: list[int]) -> None:
    """The sum of the three is the sum of the five, whatever the mapping."""
    found = three_levels(counts, mapping(date(2021, 1, 1), tuple(levels)))

    assert sum(found.values()) == sum(counts)


@pytest.mark.parametrize(
    "levels",
    [
        [1, 1, 2, 2, 2],
        [2, 2, 2, 3, 3],
        [1, 2, 1, 2, 3],
        [3, 2, 2, 1, 1],
        [1, 2, 3],
        [1, 1, 2, 3, 4],
    ],
)
def test_a_mapping_that_turns_things_round_is_refused(levels: list[int]) -> None:
    """A better step never has a worse level, and no level stays empty."""
    with pytest.raises(Invalid):
        check_levels(levels)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2021, 4, 27), None),
        (date(2021, 4, 28), "first"),
        (date(2025, 6, 30), "first"),
        (date(2025, 7, 1), "second"),
        (date(2025, 12, 31), "second"),
        (date(2026, 1, 1), "first"),
    ],
)
def test_the_mapping_of_a_day_is_the_one_that_began_last(day: date, found: str | None) -> None:
    """First day inclusive, last day exclusive; without a later one an earlier one still holds."""
    first = mapping(date(2021, 4, 28))
    second = mapping(date(2025, 7, 1), (1, 1, 2, 2, 3), until=date(2026, 1, 1))

    assert mapping_on([second, first], day) is {"first": first, "second": second}.get(found or "")
