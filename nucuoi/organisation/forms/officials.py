"""Forms of officials: registered, posted, corrected, a posting ended."""

from datetime import date
from typing import Any

from django import forms

from nucuoi.foundation import clock
from nucuoi.organisation.rules.words import OfficialKind
from nucuoi.web.fields import DayField, PickField, WordsField

_CODE_HELP = "Mã cán bộ của cơ quan; chữ không dấu, chữ số, gạch nối, ví dụ BG-00123."


class OfficialForm(forms.Form):
    """Name and kind of an official."""

    full_name = WordsField(label="Họ và tên", max_length=120, missing="Xin ghi họ và tên.")
    kind = PickField(
        label="Thuộc diện",
        choices=OfficialKind.choices,
        initial=OfficialKind.CIVIL_SERVANT,
        missing="Xin chọn.",
    )


class PostingForm(forms.Form):
    """An official who is registered already comes to a unit."""

    code = WordsField(
        label="Mã cán bộ", max_length=40, missing="Xin ghi mã cán bộ.", help_text=_CODE_HELP
    )
    position = WordsField(
        label="Chức vụ, vị trí việc làm",
        max_length=120,
        missing="Xin ghi chức vụ hoặc vị trí việc làm.",
        help_text="Ví dụ: Công chức Tư pháp - Hộ tịch.",
    )
    valid_from = DayField(label="Từ ngày")


class NewOfficialForm(PostingForm, OfficialForm):
    """An official who is not registered yet comes to a unit."""

    field_order = ("code", "full_name", "kind", "position", "valid_from")


class EndPostingForm(forms.Form):
    """The end of a posting.

    Args:
        began: Its first day.
    """

    on = DayField(label="Thôi từ ngày", help_text="Ngày đầu tiên không còn giữ vị trí này.")

    def __init__(self, *args: Any, began: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = self.fields["on"]
        assert isinstance(day, DayField)
        day.earliest = began
        day.initial = max(clock.today(), began)
