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


class DecisionForm(forms.Form):
    """Why a proposal to exclude is confirmed or refused."""

    why = forms.CharField(
        label="Đã xem gì, vì sao quyết định như vậy",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Xin ghi lý do."},
    )


class ColleagueForm(forms.Form):
    """Another person of the Front."""

    full_name = forms.CharField(
        label="Họ và tên", max_length=120, error_messages={"required": "Xin ghi họ và tên."}
    )
    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=60,
        help_text="Chữ không dấu viết liền, ví dụ: mttq.an",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": "Xin chọn tên đăng nhập."},
    )


class BundleForm(forms.Form):
    """For whom an opening bundle is sealed."""

    to = forms.CharField(
        label="Khóa của người kiểm toán",
        max_length=100,
        help_text="Chép nguyên dòng mà nucuoi audit --init in ra. Chỉ người giữ khóa này mở được gói.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Xin chép khóa của người kiểm toán vào đây."},
    )


class CanaryForm(forms.Form):
    """Codes of canaries, separated by spaces or lines."""

    codes = forms.CharField(
        label="Mã của các lượt thử",
        max_length=40_000,
        help_text="Mỗi dòng một mã; nucuoi canary --codes in ra.",
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Xin chép mã của các lượt thử vào đây."},
    )

    def clean_codes(self) -> list[str]:
        """The codes, each once."""
        return list(dict.fromkeys(str(self.cleaned_data["codes"]).upper().split()))
