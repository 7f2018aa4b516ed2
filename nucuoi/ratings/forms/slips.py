"""Which slips are printed: for whom, from when to when, how many."""

from typing import Any

from django import forms

from nucuoi.organisation.queries import fields
from nucuoi.ratings.actions.tickets import MOST_AT_ONCE, MOST_DAYS
from nucuoi.web.fields import DayField, NumberField, PickField


class SlipsForm(forms.Form):
    """Slips for one counter.

    Args:
        counters: Groups of (code, words) that the person may choose from.
    """

    counter = PickField(label="Quầy", missing="Xin chọn quầy.")
    field = PickField(
        label="Lĩnh vực", help_text="Để trống nếu phiếu dùng cho mọi việc làm tại quầy."
    )
    first_day = DayField(label="Phát từ ngày", back=0, ahead=366)
    last_day = DayField(label="Đến hết ngày", back=0, ahead=366 + MOST_DAYS)
    count = NumberField(label="Số phiếu", low=1, high=MOST_AT_ONCE, missing="Xin ghi số phiếu.")

    def __init__(self, *args: Any, counters: list[tuple[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self._offer("counter", [("", "Chọn quầy"), *counters])
        self._offer("field", [("", "Mọi lĩnh vực"), *((row.code, row.name) for row in fields())])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        pick = self.fields[name]
        assert isinstance(pick, forms.ChoiceField)
        pick.choices = choices
