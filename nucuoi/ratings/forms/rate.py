"""The rating form of `/q/<counter>` and `/v/<ticket>`, read in the language of the person."""

import unicodedata
import uuid
from collections.abc import Mapping
from typing import Any

from django import forms

from nucuoi.ratings.queries.places import Service
from nucuoi.ratings.rules.words import TAGS

LONGEST_REMARK = 2000
LONGEST_CONTACT = 200
APOLOGIES = ("yes", "no", "unknown")
"""Answers about a late dossier, as the API names them."""
_SCORES = [(score, str(score)) for score in range(1, 6)]


class Text(forms.CharField):
    """Free text as intake counts it: composed (NFC), one character a line break, no null."""

    def to_python(self, value: Any) -> str:
        composed = unicodedata.normalize("NFC", str(value or ""))
        text = composed.replace("\r\n", "\n").replace("\0", "")
        return super().to_python(text) or ""


class RateForm(forms.Form):
    """What a person may send from the page; every field but the face is optional.

    Ticks are taken as they come: without JavaScript an old browser shows both sets, and what was
    ticked was meant.

    Args:
        said: The posted form.
        services: Fields of the counter, for the person's own pick.
        words: Words of the page in the person's language, for the errors.
    """

    score = forms.TypedChoiceField(choices=_SCORES, coerce=int)
    spirit = forms.TypedChoiceField(choices=_SCORES, coerce=int, required=False, empty_value=None)
    attitude = forms.TypedChoiceField(choices=_SCORES, coerce=int, required=False, empty_value=None)
    conduct = forms.TypedChoiceField(choices=_SCORES, coerce=int, required=False, empty_value=None)
    tags = forms.MultipleChoiceField(choices=[(tag, tag) for tag in TAGS], required=False)
    remark = Text(required=False, max_length=LONGEST_REMARK)
    wants_answer = forms.BooleanField(required=False)
    thanks = forms.BooleanField(required=False)
    assisted = forms.BooleanField(required=False)
    contact = Text(required=False, max_length=LONGEST_CONTACT)
    field = forms.ChoiceField(required=False)
    apology = forms.ChoiceField(required=False, choices=[(word, word) for word in APOLOGIES])

    def __init__(
        self, said: Mapping[str, Any], *, services: tuple[Service, ...], words: Mapping[str, str]
    ) -> None:
        super().__init__(said)
        self.identity = _identity(said.get("id"))
        pick = self.fields["field"]
        assert isinstance(pick, forms.ChoiceField)
        pick.choices = [(service.code, service.name) for service in services]
        self._speak(words)

    def rating(self) -> dict[str, Any]:
        """The valid answers as the API names them; what was left out is absent."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        if "wants_answer" not in said:
            said.pop("contact", None)
        return {"id": str(self.identity), **said}

    def _speak(self, words: Mapping[str, str]) -> None:
        for field in self.fields.values():
            field.error_messages.update(
                required=words["score_needed"],
                invalid_choice=words["choice_wrong"],
                invalid_list=words["choice_wrong"],
            )
        self.fields["remark"].error_messages["max_length"] = words["remark_long"]
        self.fields["contact"].error_messages["max_length"] = words["contact_long"]


def _identity(text: str | None) -> uuid.UUID:
    """The rating's id: the page's own, so that sending twice is harmless; a new one if spoilt."""
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return uuid.uuid4()
