"""Opening hours of a week must be possible."""

from datetime import time

import pytest

from nucuoi.foundation.errors import Invalid
from nucuoi.organisation.rules.week import USUAL_WEEK, Week, check_week

MORNING, AFTERNOON = (time(7, 30), time(11, 30)), (time(13, 30), time(17))


def test_the_usual_week_can_be_kept() -> None:
    """So can a week of one morning."""
    check_week(USUAL_WEEK)
    check_week({5: [MORNING], 6: []})


@pytest.mark.parametrize(
    ("week", "sentence"),
    [
        ({}, "ít nhất một buổi"),
        ({0: [], 1: []}, "ít nhất một buổi"),
        ({2: [(time(11), time(7))]}, "Thứ Tư: giờ đóng cửa"),
        ({2: [(time(11), time(11))]}, "Thứ Tư: giờ đóng cửa"),
        ({6: [AFTERNOON, MORNING]}, "Chủ nhật: buổi chiều"),
        ({6: [MORNING, (time(11), time(17))]}, "Chủ nhật: buổi chiều"),
    ],
)
def test_an_impossible_week_names_the_weekday(week: Week, sentence: str) -> None:
    """The first wrong weekday stands in the sentence."""
    with pytest.raises(Invalid, match=sentence):
        check_week(week)
