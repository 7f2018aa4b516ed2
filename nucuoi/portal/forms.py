"""Forms of the public pages, in the language of the page."""

from collections.abc import Mapping
from typing import Any

from django import forms

from nucuoi.cases.actions.dialogue import LONGEST
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Gone, NotFound
from nucuoi.foundation.names import fold
from nucuoi.organisation import queries as organisation
from nucuoi.portal.rules.words import Words
from nucuoi.ratings.rules import receipt

_CODE = {"autocomplete": "off", "spellcheck": "false"}


class ReceiptForm(forms.Form):
    """A receipt code as a person types it, or the lookup key that her device made of it.

    `cleaned_data["key"]` is the lookup key, 32 bytes.
    """

    code = forms.CharField(
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={**_CODE, "autocapitalize": "characters"}),
    )
    lookup = forms.CharField(max_length=43, required=False, widget=forms.HiddenInput)

    def __init__(self, words: Words, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.words = words["receipt"]
        field = self.fields["code"]
        field.label, field.help_text = self.words["code"], self.words["code_help"]
        field.error_messages |= dict.fromkeys(_ALL_WRONG, self.words["code_wrong"])

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
            if "code" not in self.errors:
                word = "code_wrong" if code or lookup else "code_needed"
                self.add_error("code", self.words[word])
        return said


class DialogueForm(forms.Form):
    """What somebody does in the dialogue under her receipt; `viec` says which."""

    viec = forms.ChoiceField(
        choices=[(one, one) for one in ("viet", "hai-long", "rut-lai", "xem-lai", "xoa")]
    )
    text = forms.CharField(
        max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, words: Words, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        said, field = words["dialogue"], self.fields["text"]
        field.label, field.help_text = said["message"], said["message_help"]
        field.error_messages |= dict.fromkeys(_ALL_WRONG, said["message_wrong"])


class CounterForm(forms.Form):
    """The code on a counter's sign, as a person types it."""

    quay = forms.CharField(
        max_length=60, widget=forms.TextInput(attrs={**_CODE, "autocapitalize": "none"})
    )

    def __init__(self, words: Mapping[str, str], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.words = words
        field = self.fields["quay"]
        field.label, field.help_text = words["counter"], words["counter_help"]
        field.error_messages |= dict.fromkeys(_ALL_WRONG, words["counter_unknown"])
        field.error_messages["required"] = words["counter_needed"]

    def clean_quay(self) -> str:
        """The code as it is kept: lower case, without spaces. A closed counter's code is taken too."""
        code = "".join(fold(self.cleaned_data["quay"]).split())
        try:
            organisation.counter(code, clock.today())
        except Gone:
            pass  # its own page names the successor
        except NotFound:
            raise forms.ValidationError(self.words["counter_unknown"]) from None
        return code


_ALL_WRONG = ("max_length", "null_characters_not_allowed")
