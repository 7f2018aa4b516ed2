"""The field of a count of visits."""

from typing import Any

from django import forms

from nucuoi.foundation.errors import Invalid
from nucuoi.organisation.rules.visits import read_count
from nucuoi.web.fields import NO_NULL


class CountField(forms.CharField):
    """A count of visits; empty = None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, error_messages=NO_NULL, **options)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off", "size": 5}

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        try:
            return read_count(text) if text else None
        except Invalid as error:
            raise forms.ValidationError(error.message) from None
