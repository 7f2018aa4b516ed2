"""Forms of the devices page."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from nucuoi.kiosk.actions.pairing import NAME_LENGTH
from nucuoi.kiosk.rules.photos import MOST_BYTES
from nucuoi.kiosk.rules.shown import Shown

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


class ShownForm(forms.Form):
    """What the tablets of a service point show of officials."""

    shown = forms.ChoiceField(
        label="Máy tính bảng cho người dân thấy",
        widget=forms.RadioSelect,
        choices=[(shown.value, shown.label) for shown in Shown],
        error_messages={
            "required": "Xin chọn một mục.",
            "invalid_choice": "Xin chọn một mục trong danh sách.",
        },
    )


class PhotoForm(forms.Form):
    """A photo of an official."""

    file = forms.FileField(
        label="Tệp ảnh",
        help_text="JPEG, PNG hoặc WebP, tối đa 8 MB. Ảnh được cắt vuông quanh khuôn mặt.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={
            "required": "Xin chọn tệp ảnh.",
            "invalid": "Chưa nhận được tệp. Xin chọn lại.",
            "missing": "Chưa nhận được tệp. Xin chọn lại.",
            "empty": "Tệp này trống. Xin chọn tệp khác.",
            "max_length": "Tên tệp dài quá. Xin đổi tên ngắn hơn.",
        },
    )

    def clean_file(self) -> bytes:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is None or file.size > MOST_BYTES:
            raise forms.ValidationError("Ảnh lớn quá 8 MB. Xin chọn ảnh nhỏ hơn.")
        content: bytes = file.read()
        return content
