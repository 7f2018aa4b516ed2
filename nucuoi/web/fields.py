"""Fields of forms that speak Vietnamese: words, days, clock times, numbers and choices."""

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

from django import forms

from nucuoi.foundation import clock
from nucuoi.foundation.days import read_day
from nucuoi.foundation.errors import Invalid

FIRST_DAY = date(2021, 1, 1)
"""Nothing in the system is older."""
_CLOCK = re.compile(r"(\d{1,2})\s*[:hg.]\s*(\d{2})?|(\d{2})(\d{2})", re.ASCII | re.IGNORECASE)


UNREADABLE = "Có ký tự không đọc được. Xin gõ lại."
NO_NULL = {"null_characters_not_allowed": UNREADABLE}


class WordsField(forms.CharField):
    """A line of words, with single spaces and no signs that cannot be printed.

    Args:
        missing: What to say when it is empty; empty = it may be.
    """

    def __init__(self, *, max_length: int, missing: str = "", **options: Any) -> None:
        super().__init__(
            max_length=max_length,
            required=bool(missing),
            error_messages={
                "required": missing,
                "max_length": "Nhiều nhất %(limit_value)d ký tự, đang có %(show_value)d. Xin rút ngắn.",
                **NO_NULL,
            },
            **options,
        )

    def to_python(self, value: Any) -> str:
        words = " ".join(str(value or "").split())
        if not words.isprintable() and "\0" not in words:
            raise forms.ValidationError(UNREADABLE)
        return words


class DayField(forms.CharField):
    """A day written dd/mm/yyyy, inside a span of days; None when it may be left empty and is.

    Args:
        back: How many days before today it may lie; None = since the beginning.
        ahead: How many days after today it may lie.
    """

    def __init__(self, *, back: int | None = None, ahead: int = 366, **options: Any) -> None:
        if options.get("required", True):
            options.setdefault("initial", clock.today)
        messages = {"required": "Xin ghi ngày, ví dụ 15/05/2026.", **NO_NULL}
        super().__init__(error_messages=messages, **options)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off", "size": 12}
        self.back, self.ahead = back, ahead
        self.earliest = FIRST_DAY
        """A later first day may be set for one form."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            day = read_day(text)
        except Invalid as error:
            raise forms.ValidationError(error.message) from None
        first, last = self.span
        if not first <= day <= last:
            raise forms.ValidationError(f"Xin chọn từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}.")
        return day

    @property
    def span(self) -> tuple[date, date]:
        """First and last day that is taken, as of today."""
        today = clock.today()
        first = self.earliest
        if self.back is not None:
            first = max(first, today - timedelta(days=self.back))
        return first, max(first, today + timedelta(days=self.ahead))


class ClockField(forms.CharField):
    """A time of day written 7:30, 7h30 or 0730; empty = None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, error_messages=NO_NULL, **options)
        self.widget.attrs |= {"inputmode": "text", "autocomplete": "off", "size": 5}

    def prepare_value(self, value: Any) -> Any:
        return f"{value.hour}:{value.minute:02}" if isinstance(value, time) else value

    def clean(self, value: Any) -> time | None:
        text = super().clean(value)
        if not text:
            return None
        match = _CLOCK.fullmatch(text)
        if match is None:
            raise forms.ValidationError("Xin ghi giờ, ví dụ 7:30.")
        hour, minute = int(match[1] or match[3]), int(match[2] or match[4] or 0)
        if hour > 23 or minute > 59:
            raise forms.ValidationError("Giờ từ 0:00 đến 23:59.")
        return time(hour, minute)


class NumberField(forms.IntegerField):
    """A whole number in a span, both ends included."""

    def __init__(self, *, low: int, high: int, missing: str, **options: Any) -> None:
        sentence = f"Xin nhập số từ {low} đến {high}."
        messages = {"invalid": sentence, "min_value": sentence, "max_value": sentence}
        super().__init__(
            min_value=low,
            max_value=high,
            error_messages={**messages, "required": missing},
            widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
            **options,
        )


class PickField(forms.ChoiceField):
    """One of a list."""

    def __init__(self, *, missing: str = "", **options: Any) -> None:
        options["required"] = bool(missing)
        options["error_messages"] = {
            "required": missing,
            "invalid_choice": "Xin chọn một mục trong danh sách.",
        }
        super().__init__(**options)


class TicksField(forms.MultipleChoiceField):
    """Any number of a list, as check boxes."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, choices: Callable[[], list[tuple[str, str]]], **options: Any) -> None:
        messages = {"invalid_choice": "Có mục không nằm trong danh sách. Xin chọn lại."}
        super().__init__(required=False, choices=choices, error_messages=messages, **options)
