"""Working days and deadlines: Tết, 30/4–1/5, 2/9 and swapped Saturdays, each row with its source."""

from datetime import date, datetime

import pytest

from nucuoi.cases.rules.deadlines import Span, due_at
from nucuoi.foundation import clock
from nucuoi.foundation.working_days import (
    is_working_day,
    working_day_after,
    working_days_until,
)

LABOUR = "Bộ luật Lao động 2019, Điều 112"
INSTEAD = "Bộ luật Lao động 2019, Điều 111 khoản 3 (nghỉ bù)"
TET_2021 = "Báo Hànộimới: Tết Tân Sửu nghỉ 10–16/02/2021; Quốc khánh nghỉ 02–05/09/2021"
TET_2023 = "Văn bản 8056/VPCP-KGVX ngày 01/12/2022: Tết 20–26/01, Quốc khánh 01–04/09/2023"
SWAP_2024 = "Công văn 2450/VPCP-KGVX năm 2024: nghỉ 29/04, làm bù 04/05/2024"
YEAR_2025 = "Thông báo 6150/TB-BLĐTBXH năm 2024: Tết 25/01–02/02, nghỉ 02/05, làm bù 26/04/2025"
NEW_YEAR_2026 = "Văn bản 12729/VPCP-KGVX ngày 25/12/2025: nghỉ 02/01, làm bù 10/01/2026"
TET_2026 = "Báo Công an TP Hồ Chí Minh: Tết Bính Ngọ nghỉ 14–22/02/2026"
AUTUMN_2026 = "Lịch nghỉ Quốc khánh 2026 (gói holidays): nghỉ 31/08, làm bù 22/08/2026"
CULTURE = "Nghị quyết 80-NQ/TW: Ngày Văn hóa Việt Nam 24/11, từ 2026 (gói holidays)"
NOT_YET = "Chưa có thông báo; theo Bộ luật Lao động 2019, Điều 111–112"
SWAPPED = {date(2026, 1, 2): False, date(2026, 1, 10): True}

ROWS = """
2021-02-09 1 2021-02-17 TET_2021
2021-02-09 5 2021-02-23 TET_2021
2021-02-05 5 2021-02-19 TET_2021
2021-02-10 1 2021-02-17 TET_2021
2021-02-13 1 2021-02-17 TET_2021
2021-04-20 1 2021-04-22 LABOUR
2021-04-29 1 2021-05-04 INSTEAD
2021-04-28 5 2021-05-07 INSTEAD
2021-09-01 1 2021-09-06 TET_2021
2021-08-30 5 2021-09-08 TET_2021
2021-12-31 1 2022-01-04 INSTEAD
2022-01-28 1 2022-02-07 LABOUR
2022-01-26 5 2022-02-09 LABOUR
2022-01-29 1 2022-02-07 LABOUR
2022-04-08 1 2022-04-12 INSTEAD
2022-04-29 1 2022-05-04 INSTEAD
2022-04-27 5 2022-05-06 INSTEAD
2022-08-31 1 2022-09-05 LABOUR
2022-08-29 5 2022-09-07 LABOUR
2022-12-30 1 2023-01-03 INSTEAD
2023-01-19 1 2023-01-27 TET_2023
2023-01-17 5 2023-01-31 TET_2023
2023-01-13 5 2023-01-27 TET_2023
2023-04-28 1 2023-05-04 INSTEAD
2023-04-26 5 2023-05-08 INSTEAD
2023-08-31 1 2023-09-05 TET_2023
2023-08-29 5 2023-09-07 TET_2023
2023-12-29 1 2024-01-02 LABOUR
2024-02-07 1 2024-02-15 LABOUR
2024-02-05 5 2024-02-19 LABOUR
2024-02-02 5 2024-02-16 LABOUR
2024-04-17 1 2024-04-19 LABOUR
2024-04-26 1 2024-05-02 SWAP_2024
2024-04-26 3 2024-05-04 SWAP_2024
2024-05-03 1 2024-05-04 SWAP_2024
2024-05-03 2 2024-05-06 SWAP_2024
2024-04-25 5 2024-05-06 SWAP_2024
2024-08-30 1 2024-09-04 LABOUR
2024-08-28 5 2024-09-06 LABOUR
2024-12-31 1 2025-01-02 LABOUR
2025-01-24 1 2025-02-03 YEAR_2025
2025-01-22 5 2025-02-05 YEAR_2025
2025-01-20 5 2025-02-03 YEAR_2025
2025-04-04 1 2025-04-08 LABOUR
2025-04-25 1 2025-04-26 YEAR_2025
2025-04-25 2 2025-04-28 YEAR_2025
2025-04-24 5 2025-05-05 LABOUR
2025-04-29 1 2025-05-05 YEAR_2025
2025-08-29 1 2025-09-03 LABOUR
2025-08-27 5 2025-09-05 LABOUR
2025-12-31 1 2026-01-05 NEW_YEAR_2026
2025-12-31 6 2026-01-10 NEW_YEAR_2026
2026-01-09 1 2026-01-10 NEW_YEAR_2026
2026-01-09 2 2026-01-12 NEW_YEAR_2026
2026-02-13 1 2026-02-23 TET_2026
2026-02-11 5 2026-02-25 TET_2026
2026-02-14 1 2026-02-23 TET_2026
2026-04-24 1 2026-04-28 INSTEAD
2026-04-29 1 2026-05-04 LABOUR
2026-04-27 5 2026-05-06 LABOUR
2026-08-21 1 2026-08-22 AUTUMN_2026
2026-08-21 2 2026-08-24 AUTUMN_2026
2026-08-28 1 2026-09-03 AUTUMN_2026
2026-08-27 5 2026-09-08 AUTUMN_2026
2026-11-23 1 2026-11-25 CULTURE
2027-02-03 1 2027-02-11 NOT_YET
2027-02-01 5 2027-02-15 NOT_YET
2027-04-29 1 2027-05-04 NOT_YET
2027-04-27 5 2027-05-06 NOT_YET
2027-09-01 1 2027-09-06 NOT_YET
"""
TABLE = [tuple(row.split()) for row in ROWS.strip().splitlines()]


def test_the_table_is_long_enough() -> None:
    """At least sixty days, each with a source that is named."""
    assert len(TABLE) >= 60
    assert {source for *_, source in TABLE} <= set(globals())


@pytest.mark.parametrize(("since", "days", "until", "source"), TABLE)
def test_working_days_are_counted_as_offices_do(
    since: str, days: str, until: str, source: str
) -> None:
    """The n-th working day after a day is that of the calendar in force."""
    found = working_day_after(date.fromisoformat(since), int(days), SWAPPED)

    assert found == date.fromisoformat(until), globals()[source]


def test_an_announcement_wins() -> None:
    """A swapped day in the data decides against the calendar of the package, both ways."""
    assert is_working_day(date(2026, 1, 2))
    assert not is_working_day(date(2026, 1, 2), SWAPPED)
    assert is_working_day(date(2026, 1, 10), SWAPPED)
    assert not is_working_day(date(2026, 1, 11), SWAPPED)


def test_days_between_are_the_same_days() -> None:
    """Counting days gives back what was counted forward, and its negative backwards."""
    for since, days, until, _ in TABLE:
        first, last = date.fromisoformat(since), date.fromisoformat(until)
        assert working_days_until(first, last, SWAPPED) == int(days)
        assert working_days_until(last, first, SWAPPED) == -int(days)


@pytest.mark.parametrize(
    ("since", "span", "until"),
    [
        # five working days end at 17:00 of the fifth
        ("2026-11-23", Span(5, working=True, citation=""), "2026-12-01"),
        # 15 calendar days, of which the last is a Saturday: the next working day
        ("2026-11-06", Span(15, working=False, citation=""), "2026-11-23"),
        ("2026-11-05", Span(15, working=False, citation=""), "2026-11-20"),
    ],
)
def test_a_deadline_ends_with_a_working_day(since: str, span: Span, until: str) -> None:
    """A matter is due at 17:00 in Viet Nam, never on a day off."""
    due = due_at(date.fromisoformat(since), span, SWAPPED)

    assert due == datetime.fromisoformat(f"{until}T17:00").replace(tzinfo=clock.HO_CHI_MINH)
