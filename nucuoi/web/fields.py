"""Form fields that several rooms use."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"]
_FIRST, _LAST = date(2000, 1, 1), date(2099, 12, 31)
_FAR = "Xin chọn ngày từ 01/01/2000 đến 31/12/2099."


class DayField(forms.DateField):
    """A day, from the browser's own picker or typed as dd/mm/yyyy."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            input_formats=_FORMATS,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={
                "invalid": "Ngày này không có. Xin ghi như 15/05/2025.",
                "required": "Xin chọn ngày.",
            },
            validators=[MinValueValidator(_FIRST, _FAR), MaxValueValidator(_LAST, _FAR)],
            **options,
        )
