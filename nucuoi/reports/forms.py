"""The form of an export, with the units a person reaches in the tree of a day."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django import forms

from nucuoi.foundation.seat import Seat
from nucuoi.organisation.queries import UnitRow, reached, tree
from nucuoi.organisation.rules.words import Level
from nucuoi.ratings.rules.words import Evidence
from nucuoi.reports.permissions import kinds_for
from nucuoi.reports.rules.question import CLASSES, Form, Kind, Question, last_month
from nucuoi.web.fields import DayField

_PICK = {"required": "Xin chọn một mục.", "invalid_choice": "Xin chọn một mục trong danh sách."}
_USUAL = (Evidence.TICKET, Evidence.KIOSK)
Choices = list[tuple[str, list[tuple[str, str]]]]


class AsOfForm(forms.Form):
    """The day whose tree of units is chosen from."""

    ngay = DayField(label="Cây đơn vị ngày")


class ExportForm(forms.Form):
    """What to export.

    Args:
        seats: Of the person, who sees only what she may ask for.
        as_of: The day of the tree.
        today: The present day in Viet Nam.
    """

    kind = forms.ChoiceField(label="Nội dung", widget=forms.RadioSelect, error_messages=_PICK)
    unit = forms.ChoiceField(
        label="Đơn vị",
        help_text="Gồm cả mọi nơi trực thuộc.",
        error_messages={**_PICK, "required": "Xin chọn đơn vị."},
    )
    first = DayField(label="Từ ngày")
    last = DayField(label="Đến ngày")
    evidence = forms.TypedMultipleChoiceField(
        label="Loại bằng chứng",
        widget=forms.CheckboxSelectMultiple,
        choices=[(one.value, words) for one, words in CLASSES.items()],
        coerce=lambda value: Evidence(int(value)),
        error_messages={**_PICK, "required": "Xin chọn ít nhất một loại."},
    )
    form = forms.ChoiceField(
        label="Loại tệp",
        widget=forms.RadioSelect,
        choices=[
            (Form.XLSX.value, "Excel (.xlsx)"),
            (Form.CSV.value, "CSV, nhanh hơn khi rất lớn"),
        ],
        initial=Form.XLSX.value,
        error_messages=_PICK,
    )

    def __init__(
        self, *args: Any, seats: Sequence[Seat], as_of: date, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._as_of = as_of
        kinds = kinds_for(seats)
        self._choices("kind", [(kind.value, kind.words.capitalize()) for kind in kinds])
        rows = {row.unit: row for kind in kinds for row in reached(seats, kind.action, as_of)}
        self._choices("unit", [("", "Chọn đơn vị"), *unit_choices(rows.values(), as_of)])
        self.initial.setdefault("kind", kinds[-1].value if kinds else "")
        self.initial.setdefault("evidence", list(_USUAL))
        self.initial.setdefault("first", last_month(today)[0])
        self.initial.setdefault("last", last_month(today)[1])

    @property
    def question(self) -> Question:
        """What is asked for, once the form is valid."""
        chosen = self.cleaned_data
        return Question(
            kind=Kind(chosen["kind"]),
            form=Form(chosen["form"]),
            unit=chosen["unit"],
            as_of=self._as_of,
            first=chosen["first"],
            last=chosen["last"],
            evidence=frozenset(chosen["evidence"]),
        )

    def _choices(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


def unit_choices(rows: Iterable[UnitRow], as_of: date) -> Choices:
    """Units for a select, by level, each with the unit above it unless that is the province."""
    units = tree(as_of)
    order = {level: place for place, level in enumerate(Level.values)}
    kept = [row for row in rows if row.level != Level.SERVICE_POINT]
    kept.sort(key=lambda row: order[row.level])
    return [
        (
            str(Level(level).label),
            [(row.unit, _named(row, units.ancestors(row.unit))) for row in group],
        )
        for level, group in groupby(kept, key=lambda row: row.level)
    ]


def _named(row: UnitRow, above: Sequence[UnitRow]) -> str:
    return f"{row.name} ({above[-1].name})" if len(above) > 1 else row.name
