"""Sizes and lengths of time as people read them."""

from datetime import timedelta

import pytest

from nucuoi.keeping import words
from nucuoi.web import formats
from nucuoi.web.formats import NO_BREAK


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 B"),
        (812_400, "812 kB"),
        (3_400_000, "3,4 MB"),
        (230_000_000, "230 MB"),
        (12.5e9, "12,5 GB"),
        (2e12, "2,0 TB"),
    ],
)
def test_sizes(count: float, said: str) -> None:
    """Three figures at most, with a decimal comma."""
    assert formats.size(count).replace(NO_BREAK, " ") == said


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (timedelta(seconds=-2), "0 giây"),
        (timedelta(seconds=90), "90 giây"),
        (timedelta(minutes=119), "119 phút"),
        (timedelta(hours=36), "36 giờ"),
        (timedelta(days=3, hours=5), "3 ngày"),
    ],
)
def test_lengths_of_time(time: timedelta, said: str) -> None:
    """The largest unit of which there are two."""
    assert words.length(time).replace(NO_BREAK, " ") == said
