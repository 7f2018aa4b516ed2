"""Days as people write them: 15/05/2026, 5-8-2026 or 2026-05-15."""

import calendar
import re
from datetime import date

from nucuoi.foundation.errors import Invalid

_VIETNAMESE = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})", re.ASCII)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_MONTHS = 12


def read_day(text: str) -> date:
    """The day that is written there.

    Raises:
        Invalid: With a sentence that says what to write instead.
    """
    match = _VIETNAMESE.fullmatch(text.strip()) or _ISO.fullmatch(text.strip())
    if match is None:
        raise Invalid("Xin ghi ngày/tháng/năm, ví dụ 15/05/2026.")
    year, month, day = (int(match[part]) for part in ("year", "month", "day"))
    if not 1 <= month <= _MONTHS or year < 1:
        raise Invalid(f"Không có tháng {month} năm {year}. Xin ghi ngày/tháng/năm.")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise Invalid(
            f"Tháng {month} có {last} ngày. Xin chọn từ 01/{month:02} đến {last}/{month:02}."
        )
    return date(year, month, day)
