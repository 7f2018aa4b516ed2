"""Forms of service points: a new one, its place, its hours, its end."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from django import forms

from nucuoi.organisation.rules.week import WEEKDAYS
from nucuoi.web.fields import ClockField, DayField, WordsField

_NOON = time(12)
_EDGES = {
    "morning_opens": "sáng mở",
    "morning_closes": "sáng đóng",
    "afternoon_opens": "chiều mở",
    "afternoon_closes": "chiều đóng",
}


class PlaceForm(forms.Form):
    """Where a service point is."""

    place = WordsField(
        label="Địa chỉ",
        max_length=160,
        help_text="Nơi người dân tới, ví dụ: Trụ sở UBND xã, thôn Chợ.",
    )


class PointForm(PlaceForm):
    """A new service point."""

    opens_on = DayField(label="Mở từ ngày", ahead=0)


class ClosePointForm(forms.Form):
    """The end of a service point."""

    on = DayField(
        label="Ngừng từ ngày", back=0, help_text="Ngày đầu tiên không còn tiếp dân ở đây."
    )


class HoursForm(forms.Form):
    """A week: for each weekday when morning and afternoon open and close; empty = closed."""

    valid_from = DayField(label="Áp dụng từ ngày")

    def __init__(
        self, *args: Any, week: Mapping[int, list[tuple[time, time]]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for weekday, name in enumerate(WEEKDAYS):
            values = _edges(week.get(weekday, []))
            for edge, words in _EDGES.items():
                self.fields[f"{edge}-{weekday}"] = ClockField(
                    label=f"{name}, {words}", initial=values.get(edge)
                )

    @property
    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Each weekday's name with its four fields."""
        return [
            (name, [self[f"{edge}-{weekday}"] for edge in _EDGES])
            for weekday, name in enumerate(WEEKDAYS)
        ]

    @property
    def week(self) -> dict[int, list[tuple[time, time]]]:
        """Weekday to openings, once the form is valid."""
        return {weekday: self._openings(weekday) for weekday in range(len(WEEKDAYS))}

    def clean(self) -> dict[str, Any]:
        for weekday in range(len(WEEKDAYS)):
            for part in ("morning", "afternoon"):
                self._refuse_half(f"{part}_opens-{weekday}", f"{part}_closes-{weekday}")
        return self.cleaned_data

    def _refuse_half(self, opens: str, closes: str) -> None:
        """An opening needs both its ends."""
        if not {opens, closes} <= self.cleaned_data.keys():
            return
        for here, there in ((opens, closes), (closes, opens)):
            if self.cleaned_data[here] is None and self.cleaned_data[there] is not None:
                self.add_error(here, "Còn thiếu giờ ở ô này.")

    def _openings(self, weekday: int) -> list[tuple[time, time]]:
        values = [self.cleaned_data[f"{edge}-{weekday}"] for edge in _EDGES]
        return [pair for pair in (tuple(values[:2]), tuple(values[2:])) if None not in pair]


def _edges(openings: list[tuple[time, time]]) -> dict[str, time]:
    """The first two openings of a day as values of the four fields."""
    edges: dict[str, time] = {}
    for opens, closes in openings[:2]:
        part = "afternoon" if opens >= _NOON or "morning_opens" in edges else "morning"
        edges |= {f"{part}_opens": opens, f"{part}_closes": closes}
    return edges
