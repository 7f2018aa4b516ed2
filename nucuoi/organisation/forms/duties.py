"""Forms of who sits at a counter: usually, and in one half-day instead."""

from typing import Any

from django import forms

from nucuoi.foundation.clock import Half
from nucuoi.web.fields import DayField, PickField

HALVES = {str(int(Half.MORNING)): "Buổi sáng", str(int(Half.AFTERNOON)): "Buổi chiều"}


class _WithOfficials(forms.Form):
    """A form that picks one of the officials who may be given a counter, or nobody.

    Args:
        officials: Code and name of each, as choices.
    """

    official = PickField(label="Cán bộ")

    def __init__(self, *args: Any, officials: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        picked = self.fields["official"]
        assert isinstance(picked, PickField)
        picked.choices = [("", "Chưa có ai"), *officials]


class HolderForm(_WithOfficials):
    """Who usually sits at a counter from a day on."""

    valid_from = DayField(label="Từ ngày", back=31)


class DutyForm(_WithOfficials):
    """Who sits at a counter in one half-day."""

    on = DayField(label="Ngày", back=7, ahead=92)
    half = PickField(label="Buổi", choices=list(HALVES.items()), missing="Xin chọn buổi.")
    field_order = ("on", "half", "official")

    def clean_half(self) -> Half:
        return Half(int(self.cleaned_data["half"]))


class ClearDutyForm(forms.Form):
    """Which exception is taken back; filled by the page, not by hand."""

    on = DayField(back=7, ahead=92)
    half = PickField(choices=list(HALVES.items()), missing="Xin chọn buổi.")

    def clean_half(self) -> Half:
        return Half(int(self.cleaned_data["half"]))
