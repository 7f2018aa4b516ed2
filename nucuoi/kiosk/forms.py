"""Forms of the devices page."""

from typing import Any

from django import forms

from nucuoi.kiosk.actions.pairing import NAME_LENGTH

WHOLE_POINT = "moi-quay"


class PairForm(forms.Form):
    """A tablet to be paired: what it is called and where it stands."""

    name = forms.CharField(
        label="Tên máy",
        max_length=NAME_LENGTH,
        help_text="Ví dụ: Máy quầy 02, hoặc Máy ở lối ra.",
        error_messages={"required": "Xin đặt tên cho máy."},
    )
    place = forms.ChoiceField(
        label="Đặt tại",
        help_text="Máy của cả nơi tiếp dân hỏi người dân vừa làm việc ở quầy nào.",
        error_messages={
            "required": "Xin chọn nơi đặt máy.",
            "invalid_choice": "Xin chọn một mục trong danh sách.",
        },
    )

    def __init__(self, *given: Any, places: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["place"].choices = places  # type: ignore[attr-defined]  # a ChoiceField


class RevokeForm(forms.Form):
    """Why a tablet may send no more."""

    why = forms.CharField(
        label="Lý do",
        max_length=200,
        help_text="Ví dụ: máy hỏng, mất máy, chuyển sang quầy khác.",
        error_messages={"required": "Xin ghi lý do thu hồi."},
    )
