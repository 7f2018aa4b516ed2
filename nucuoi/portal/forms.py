"""Forms of the public pages."""

from typing import Any

from django import forms

from nucuoi.cases.actions.dialogue import LONGEST
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Gone, NotFound
from nucuoi.foundation.names import fold
from nucuoi.organisation import queries as organisation
from nucuoi.ratings.rules import receipt
from nucuoi.web.fields import NO_NULL

_UNKNOWN = "Chưa tìm thấy mã quầy này. Mã in dưới mã QR trên biển quầy, ví dụ bg07210-21-02."
_WRONG_CODE = "Chưa tìm thấy mã này. Mã có 17 ký tự, không có chữ I, L, O, U."


class ReceiptForm(forms.Form):
    """A receipt code as a person types it, or the lookup key that her device made of it.

    `cleaned_data["key"]` is the lookup key, 32 bytes.
    """

    code = forms.CharField(
        label="Mã tra cứu",
        max_length=60,
        required=False,
        help_text="17 ký tự, chia nhóm 4-4-4-4-1. Không phân biệt chữ hoa, chữ thường.",
        error_messages={"max_length": _WRONG_CODE},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    lookup = forms.CharField(max_length=43, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Works out the lookup key.

        Raises:
            ValidationError: On `code`, if it is none.
        """
        said = super().clean() or {}
        code, lookup = said.get("code", ""), said.get("lookup", "")
        try:
            said["key"] = receipt.read_lookup(lookup) if lookup else receipt.lookup(code)
        except ValueError:
            self.add_error("code", _WRONG_CODE if code or lookup else "Xin nhập mã tra cứu.")
        return said


class DialogueForm(forms.Form):
    """What somebody does in the dialogue under her receipt; `viec` says which."""

    viec = forms.ChoiceField(
        choices=[(one, one) for one in ("viet", "hai-long", "rut-lai", "xem-lai", "xoa")]
    )
    text = forms.CharField(
        label="Lời nhắn tới đơn vị",
        max_length=LONGEST,
        required=False,
        help_text="Xin không ghi tên, số điện thoại hay số giấy tờ.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "max_length": "Nhiều nhất %(limit_value)d ký tự, đang có %(show_value)d. Xin rút ngắn.",
            **NO_NULL,
        },
    )


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
