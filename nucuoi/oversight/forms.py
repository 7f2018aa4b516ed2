"""Forms of the Front's seat."""

from django import forms


class WitnessForm(forms.Form):
    """A machine that witnesses the log."""

    vkey = forms.CharField(
        label="Khóa của máy chứng kiến",
        max_length=400,
        help_text="Chép nguyên dòng mà nucuoi witness --init in ra.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Xin chép khóa của máy chứng kiến vào đây."},
    )
    address = forms.CharField(
        label="Địa chỉ của máy",
        max_length=300,
        required=False,
        help_text="Ví dụ https://chung-kien.mttq.example. Để trống nếu máy tự lấy sổ về.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class EndForm(forms.Form):
    """Why a witness ends."""

    why = forms.CharField(
        label="Lý do", max_length=200, error_messages={"required": "Xin ghi lý do."}
    )
