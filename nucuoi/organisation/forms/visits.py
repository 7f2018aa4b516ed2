"""Forms of visits: the sheet of a day, a file, and the file once it has been looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from nucuoi.organisation.forms.fields import CountField
from nucuoi.organisation.queries.visit_days import SheetRow
from nucuoi.organisation.rules.visit_file import MOST_BYTES
from nucuoi.organisation.rules.visits import KINDS, Counts


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A counter in the sheet, with its four fields."""

    row: SheetRow
    cells: list[forms.BoundField]

    @property
    def errors(self) -> list[str]:
        """What is wrong in this line, each sentence once, naming its column."""
        return [f"{cell.label}: {text}" for cell in self.cells for text in cell.errors]


class VisitSheetForm(forms.Form):
    """Counters of a service point × nộp, bổ sung, trả, trực tuyến.

    A counter left empty stays as it is; one with any number counts the empty ones as 0.

    Args:
        rows: The counters of the day with what was keyed before.
    """

    def __init__(self, *args: Any, rows: Sequence[SheetRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = rows
        for row in rows:
            for kind, label in KINDS.items():
                before = getattr(row.counts, kind) if row.counts else None
                cell = CountField(label=label, initial=before)
                cell.widget.attrs["aria-label"] = f"Quầy {row.number}, {label.lower()}"
                self.fields[f"{kind}-{row.id}"] = cell

    @property
    def lines(self) -> list[SheetLine]:
        """Every counter with its fields, as the page shows them."""
        return [SheetLine(row, [self[f"{kind}-{row.id}"] for kind in KINDS]) for row in self.sheet]

    @property
    def counts(self) -> dict[str, Counts]:
        """Counts by counter code, of those with any number, once the form is valid."""
        keyed = {row.code: self._numbers(row) for row in self.sheet}
        return {
            code: Counts(*(number or 0 for number in numbers))
            for code, numbers in keyed.items()
            if any(number is not None for number in numbers)
        }

    def clean(self) -> dict[str, Any]:
        for row in self.sheet:
            names = [f"{kind}-{row.id}" for kind in KINDS]
            emptied = all(self.cleaned_data.get(name) is None for name in names)
            if row.counts is not None and emptied and self.errors.keys().isdisjoint(names):
                self.add_error(names[0], "Đã có số liệu. Xin ghi 0 nếu quầy không có lượt nào.")
        return self.cleaned_data

    def _numbers(self, row: SheetRow) -> list[int | None]:
        return [self.cleaned_data.get(f"{kind}-{row.id}") for kind in KINDS]


class VisitFileForm(forms.Form):
    """A file to look at before anything is kept."""

    file = forms.FileField(
        label="Tệp CSV",
        help_text="Tối đa 1 MB. Dấu phẩy hoặc dấu chấm phẩy đều được.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={
            "required": "Xin chọn tệp.",
            "invalid": "Chưa nhận được tệp. Xin chọn lại.",
            "missing": "Chưa nhận được tệp. Xin chọn lại.",
            "empty": "Tệp này trống. Xin chọn tệp khác.",
            "max_length": "Tên tệp dài quá. Xin đổi tên ngắn hơn.",
        },
    )

    def clean_file(self) -> bytes:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is None or file.size > MOST_BYTES:
            raise forms.ValidationError("Tệp lớn quá 1 MB. Xin chia thành nhiều tệp.")
        content: bytes = file.read()
        return content


class SeenFileForm(forms.Form):
    """The lines that were looked at, sent back to be kept.

    `plan` stands for the changes that were shown, so that nothing else is kept unseen.
    """

    lines = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=MOST_BYTES)
    plan = forms.CharField(widget=forms.HiddenInput, max_length=64)
