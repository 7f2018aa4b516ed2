"""Forms of named links: a new one, and ending one."""

from datetime import timedelta
from typing import Any

from django import forms

from nucuoi.foundation import clock
from nucuoi.foundation.errors import Gone, NotFound
from nucuoi.foundation.names import fold
from nucuoi.organisation import queries as organisation
from nucuoi.organisation.queries import UnitRow
from nucuoi.ratings.rules.links import LONGEST_TITLE
from nucuoi.ratings.rules.words import Rater
from nucuoi.web.fields import DayField, PickField, WordsField

_RATERS = {"business": "Doanh nghiệp", "citizen": "Người dân"}
_USUAL_DAYS = 90


class NamedLinkForm(forms.Form):
    """What the link is called, whom it invites, where it leads and on which days.

    Args:
        units: Units that may be named, each with the label that stands in the list.
    """

    title = WordsField(
        label="Tên liên kết",
        max_length=LONGEST_TITLE,
        missing="Xin đặt tên để nhận ra liên kết.",
        help_text="Ví dụ: Hội viên góp ý về thủ tục xây dựng, quý IV/2026.",
    )
    rater = PickField(
        label="Mời ai đánh giá",
        choices=list(_RATERS.items()),
        missing="Xin chọn người được mời.",
        initial="business",
    )
    place = WordsField(
        label="Quầy hoặc đơn vị",
        max_length=200,
        missing="Xin ghi mã quầy hoặc chọn một đơn vị.",
        help_text="Gõ vài chữ của tên đơn vị rồi chọn trong danh sách, hoặc ghi mã một quầy.",
    )
    opens_on = DayField(label="Mở từ ngày", back=0)
    closes_on = DayField(label="Ngày cuối cùng", back=0, ahead=731)

    def __init__(self, *args: Any, units: dict[str, UnitRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        self.fields["place"].widget.attrs |= {"list": "units", "autocomplete": "off"}
        self.fields["closes_on"].initial = clock.today() + timedelta(days=_USUAL_DAYS)

    def clean_rater(self) -> Rater:
        return Rater[self.cleaned_data["rater"].upper()]

    def clean(self) -> dict[str, Any]:
        """Puts `counter` or `unit` in the place of what was typed."""
        typed = self.cleaned_data.pop("place", "")
        if typed:
            self.cleaned_data |= self._place(typed)
        return self.cleaned_data

    def _place(self, typed: str) -> dict[str, str]:
        named = [
            row.unit
            for label, row in self.units.items()
            if fold(typed) in (fold(label), fold(row.name), fold(row.unit))
        ]
        if len(named) == 1:
            return {"unit": named[0]}
        try:
            return {"counter": organisation.counter(typed.lower(), clock.today()).code}
        except (Gone, NotFound):
            several = "Có nhiều đơn vị cùng tên. Xin chọn trong danh sách."
            nothing = "Không có quầy hay đơn vị này. Xin chọn trong danh sách hoặc xem lại mã quầy."
            self.add_error("place", several if named else nothing)
            return {}


class EndLinkForm(forms.Form):
    """Why a link is ended before its last day."""

    why = WordsField(label="Lý do", max_length=200, missing="Xin ghi lý do.")
