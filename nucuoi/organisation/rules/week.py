"""A week of opening hours that a service point sets for itself."""

from collections.abc import Mapping, Sequence
from datetime import time
from itertools import pairwise

from nucuoi.foundation.errors import Invalid
from nucuoi.organisation.rules.hours import USUAL_HOURS

Openings = Sequence[tuple[time, time]]
Week = Mapping[int, Openings]
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
USUAL_WEEK: Week = dict.fromkeys(range(5), USUAL_HOURS)


def check_week(week: Week) -> None:
    """Whether a week can be kept: each opening ends after it begins, one after the other.

    Args:
        week: Weekday (0 = Monday) to its openings, early first; a weekday left out is closed.

    Raises:
        Invalid: Naming the first wrong weekday, or when the week has no opening at all.
    """
    if not any(week.values()):
        raise Invalid(
            "Cần ít nhất một buổi mở cửa trong tuần. Nếu nơi này ngừng hẳn, xin đóng nơi này."
        )
    for weekday, openings in week.items():
        if any(opens >= closes for opens, closes in openings):
            raise Invalid(f"{WEEKDAYS[weekday]}: giờ đóng cửa phải sau giờ mở cửa.")
        if any(early[1] > late[0] for early, late in pairwise(openings)):
            raise Invalid(
                f"{WEEKDAYS[weekday]}: buổi chiều phải bắt đầu sau khi buổi sáng kết thúc."
            )
