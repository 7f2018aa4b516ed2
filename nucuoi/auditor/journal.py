"""Whether the leaves over the journal of staff acts join, so that no row of it lies between two."""

from typing import Any


class Journal:
    """What the leaves given so far cover."""

    def __init__(self) -> None:
        self._last_day: int | None = None
        self._last_row = 0

    def add(self, core: dict[str, Any]) -> str:
        """Looks at the next leaf; returns what is wrong in Vietnamese, empty when nothing."""
        return self._day(core["day"]) if core["v"] == 1 else self._rows(**core)

    def _day(self, day: int) -> str:
        before, self._last_day = self._last_day, day
        if self._last_row or (before is not None and day != before + 1):
            return "ngày nhật ký không nối ngày trước"
        return ""

    def _rows(self, first: int, last: int, n: int, **_: object) -> str:
        before, self._last_row = self._last_row, last
        if first != before + 1:
            return f"nhật ký sau dòng {before} là dòng {first}"
        return "" if 0 < n <= last - before else f"nhật ký dòng {first} đến {last} không thể có {n}"
