"""Forms of the public pages."""

from django import forms

from nucuoi.foundation import clock
from nucuoi.foundation.errors import Gone, NotFound
from nucuoi.foundation.names import fold
from nucuoi.organisation import queries as organisation

_UNKNOWN = "Chưa tìm thấy mã quầy này. Mã in dưới mã QR trên biển quầy, ví dụ bg07210-21-02."


class CounterForm(forms.Form):
    """The code on a counter's sign, as a person types it."""

    quay = forms.CharField(
        label="Mã quầy",
        max_length=60,
        help_text="In dưới mã QR trên biển quầy.",
        error_messages={
            "required": "Xin nhập mã in dưới mã QR trên biển quầy.",
            "max_length": _UNKNOWN,
        },
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def clean_quay(self) -> str:
        """The code as it is kept: lower case, without spaces. A closed counter's code is taken too."""
        code = "".join(fold(self.cleaned_data["quay"]).split())
        try:
            organisation.counter(code, clock.today())
        except Gone:
            pass  # its own page names the successor
        except NotFound:
            raise forms.ValidationError(_UNKNOWN) from None
        return code
