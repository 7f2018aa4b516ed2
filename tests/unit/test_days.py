"""Days are read as people write them."""

from datetime import date

import pytest

from nucuoi.foundation.days import read_day
from nucuoi.foundation.errors import Invalid


@pytest.mark.parametrize(
    "text", ["08/05/2026", "8/5/2026", "8-5-2026", "8.5.2026", " 08/05/2026 ", "2026-05-08"]
)
def test_day_first_or_iso(text: str) -> None:
    """The day comes first unless the year does."""
    assert read_day(text) == date(2026, 5, 8)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31/06/2026", "Tháng 6 có 30 ngày. Xin chọn từ 01/06 đến 30/06."),
        ("29/02/2025", "Tháng 2 có 28 ngày"),
        ("00/05/2026", "Tháng 5 có 31 ngày"),
        ("05/13/2026", "Không có tháng 13"),
        ("01/01/0000", "Không có tháng 1 năm 0"),
        ("", "Xin ghi ngày/tháng/năm"),
        ("hôm nay", "Xin ghi ngày/tháng/năm"),
        ("8/5/26", "Xin ghi ngày/tháng/năm"),
        ("٠٨/٠٥/٢٠٢٦", "Xin ghi ngày/tháng/năm"),
        ("9" * 500, "Xin ghi ngày/tháng/năm"),
    ],
)
def test_a_wrong_day_says_what_to_write(text: str, sentence: str) -> None:
    """The sentence names what is wrong and what would be right."""
    with pytest.raises(Invalid, match=sentence):
        read_day(text)
