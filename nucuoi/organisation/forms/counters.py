"""Forms of counters: a new one, number and name, fields by date, its end."""

from datetime import date
from typing import Any

from django import forms

from nucuoi.foundation import clock
from nucuoi.organisation.queries import fields
from nucuoi.web.fields import (
    DayField,
    NumberField,
    PickField,
    TicksField,
    WordsField,
)


def field_choices() -> list[tuple[str, str]]:
    """All fields by name, as choices."""
    return [(row.code, row.name) for row in fields()]


class CounterForm(forms.Form):
    """Number and name of a counter."""

    number = NumberField(
        label="Số quầy",
        low=1,
        high=99,
        missing="Xin ghi số quầy.",
        help_text="Số treo tại quầy, từ 1 đến 99.",
    )
    name = WordsField(
        label="Tên quầy",
        max_length=80,
        missing="Xin ghi tên quầy.",
        help_text="Người dân đọc được, ví dụ: Tư pháp, hộ tịch.",
    )


class NewCounterForm(CounterForm):
    """A new counter with its fields."""

    opens_on = DayField(label="Mở từ ngày")
    fields_served = TicksField(label="Lĩnh vực tiếp nhận", choices=field_choices)


class CounterFieldsForm(forms.Form):
    """All fields of a counter from a day on."""

    fields_served = TicksField(label="Lĩnh vực tiếp nhận", choices=field_choices)
    valid_from = DayField(label="Áp dụng từ ngày")


class CloseCounterForm(forms.Form):
    """The end of a counter, and who takes over.

    Args:
        opened: First day of the counter; it cannot close before.
        successors: Counters that may take over, as choices.
    """

    on = DayField(label="Ngừng từ ngày", back=0, help_text="Ngày đầu tiên quầy không còn phục vụ.")
    successor = PickField(
        label="Quầy thay thế",
        help_text="Ai quét mã QR cũ sẽ được chỉ sang quầy này.",
    )

    def __init__(
        self, *args: Any, opened: date, successors: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        day, later = self.fields["on"], self.fields["successor"]
        assert isinstance(day, DayField)
        assert isinstance(later, PickField)
        day.earliest = opened
        day.initial = max(clock.today(), opened)
        later.choices = [("", "Không có"), *successors]
