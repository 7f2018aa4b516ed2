"""Forms of the desk: the journal's filters and the administration of accounts."""

from datetime import date
from itertools import groupby
from typing import Any

from django import forms

from nucuoi.accounts.rules import HELD_OVER_A_UNIT, Role
from nucuoi.foundation import clock
from nucuoi.organisation.models import Official
from nucuoi.organisation.queries import Tree, tree
from nucuoi.organisation.rules.words import Level
from nucuoi.web.fields import DayField

NOWHERE = "Chọn đơn vị"
Choices = list[tuple[str, str | list[tuple[str, str]]]]


class JournalForm(forms.Form):
    """Whose acts, from when to when."""

    nguoi = forms.CharField(label="Người thực hiện", max_length=120, required=False)
    tu = DayField(label="Từ ngày", required=False)
    den = DayField(label="Đến ngày", required=False)

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or {}
        first, last = asked.get("tu"), asked.get("den")
        if first and last and first > last:
            self.add_error("den", "Ngày cuối phải sau ngày đầu.")
        return asked


class PersonForm(forms.Form):
    """Name and official of an account."""

    full_name = forms.CharField(
        label="Họ và tên", max_length=120, error_messages={"required": "Xin ghi họ và tên."}
    )
    official = forms.CharField(
        label="Mã cán bộ",
        max_length=40,
        required=False,
        help_text="Khi người này là cán bộ có tên trong danh sách cán bộ.",
    )

    def clean_official(self) -> str:
        code: str = self.cleaned_data["official"].strip()
        if code and not Official.objects.filter(code=code).exists():
            raise forms.ValidationError(
                "Chưa có cán bộ mang mã này. Xin đăng ký cán bộ trước, hoặc để trống."
            )
        return code


class GrantForm(forms.Form):
    """A role over a unit from a day on."""

    role = forms.ChoiceField(
        label="Vai trò",
        choices=[
            ("", "Chọn vai trò"),
            *(choice for choice in Role.choices if choice[0] != Role.SUPERVISOR),
        ],
        error_messages={
            "required": "Xin chọn vai trò.",
            "invalid_choice": "Xin chọn vai trò trong danh sách.",
        },
    )
    unit = forms.ChoiceField(
        label="Đơn vị",
        required=False,
        help_text="Vai trò có hiệu lực ở đơn vị này và mọi đơn vị trực thuộc. Để trống: mọi đơn vị.",
        error_messages={"invalid_choice": "Xin chọn đơn vị trong danh sách."},
    )
    valid_from = DayField(label="Từ ngày")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        self.fields["valid_from"].initial = today
        units = self.fields["unit"]
        assert isinstance(units, forms.ChoiceField)
        units.choices = unit_choices(today)

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        if chosen.get("role") in HELD_OVER_A_UNIT and not chosen.get("unit") and not self.errors:
            self.add_error("unit", "Vai trò này cần một đơn vị. Xin chọn đơn vị.")
        return chosen


class TokenForm(forms.Form):
    """A new key of another system."""

    name = forms.CharField(
        label="Phía dùng khóa",
        max_length=80,
        help_text="Tên hệ thống giữ khóa, ví dụ: Một cửa điện tử tỉnh.",
        error_messages={"required": "Xin ghi tên của phía dùng khóa."},
    )
    purpose = forms.ChoiceField(
        label="Dùng để",
        choices=[
            ("", "Chọn việc"),
            ("tickets", "Phát hành mã mời đánh giá"),
            ("visits", "Gửi số lượt giao dịch"),
        ],
        error_messages={
            "required": "Xin chọn việc.",
            "invalid_choice": "Xin chọn việc trong danh sách.",
        },
    )


class NewAccountForm(GrantForm, PersonForm):
    """A new account with its first role."""

    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=60,
        help_text="Chữ không dấu viết liền, ví dụ: nguyen.an",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": "Xin chọn tên đăng nhập."},
    )
    field_order = ("full_name", "username", "role", "unit", "valid_from", "official")


def unit_choices(on: date) -> Choices:
    """Units of a day for a select: grouped by the unit above and by level, service points left out."""
    units = tree(on)
    order = {row.unit: place for place, row in enumerate(units.rows, start=1)}
    levels = {level: place for place, level in enumerate(Level.values)}
    rows = [row for row in units.rows if row.level != Level.SERVICE_POINT]
    rows.sort(key=lambda row: (order.get(row.parent or "", 0), levels[row.level]))
    groups: Choices = [
        (_above(units, parent, level), [(row.unit, row.name) for row in group])
        for (parent, level), group in groupby(rows, key=lambda row: (row.parent, row.level))
    ]
    return [("", NOWHERE), *groups]


def _above(units: Tree, parent: str | None, level: str) -> str:
    """What a group is called: "Thành phố Bắc Giang · Cấp xã"."""
    words = str(Level(level).label)
    return f"{units.unit(parent).name} · {words}" if parent and parent in units else words
