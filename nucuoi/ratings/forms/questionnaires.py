"""Forms of the questionnaire: wordings in one language, publishing, putting aside; three levels."""

from collections.abc import Mapping
from typing import Any

from django import forms

from nucuoi.foundation.languages import LANGUAGE_NAMES
from nucuoi.ratings.rules.levels import LEVEL_NAMES, LONGEST_CITATION, STEPS
from nucuoi.ratings.rules.wordings import SECTIONS, SLOTS, Section, Slot
from nucuoi.web.components import FACES
from nucuoi.web.fields import DayField, PickField, WordsField

_LONG = 120
"""Texts that may be longer have a box of several lines."""


class WordingForm(forms.Form):
    """Every text of the questionnaire that may be worded in one language.

    Args:
        lang: One of `LANGUAGES`.
        words: The draft's texts in that language, by path.
        originals: The Vietnamese texts by path, shown below the field in another language.
    """

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        lang: str,
        words: Mapping[str, str],
        originals: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lang = lang
        for path, slot in SLOTS.items():
            if not (slot.fixed and lang == "vi"):
                about = "" if lang == "vi" else f"Tiếng Việt: {originals[path]}"
                self.fields[path] = _words_field(slot, lang, words[path], about)

    @property
    def sections(self) -> list[tuple[Section, list[forms.BoundField], list[Slot]]]:
        """Each section with its fields and with the texts that are fixed."""
        return [
            (
                section,
                [self[slot.path] for slot in section.slots if slot.path in self.fields],
                [slot for slot in section.slots if slot.path not in self.fields],
            )
            for section in SECTIONS
        ]

    @property
    def words(self) -> dict[str, str]:
        """Texts by path, once the form is valid."""
        return {path: text for path, text in self.cleaned_data.items() if path in SLOTS}


class PublishForm(forms.Form):
    """From when a draft is asked, and which revision of it was looked at."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    valid_from = DayField(
        label="Áp dụng từ ngày",
        help_text="Từ ngày mai trở đi. Bản đang dùng giữ nguyên đến hôm đó.",
    )


class PutAsideForm(forms.Form):
    """Why a draft is put aside."""

    why = WordsField(label="Lý do", max_length=200, missing="Xin ghi lý do.")


class LevelsForm(forms.Form):
    """Which of the three levels each of the five steps belongs to, from when and by what right."""

    valid_from = DayField(label="Áp dụng từ ngày")
    citation = WordsField(
        label="Căn cứ", max_length=LONGEST_CITATION, missing="Xin ghi số, ngày và tên văn bản."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for step in range(STEPS, 0, -1):
            self.fields[f"step_{step}"] = PickField(
                label=FACES[step],
                choices=[("", "Chọn bậc"), *((str(int(k)), v) for k, v in LEVEL_NAMES.items())],
                missing="Xin chọn bậc.",
            )

    @property
    def steps(self) -> list[forms.BoundField]:
        """The fields of the five steps, the best first."""
        return [self[f"step_{step}"] for step in range(STEPS, 0, -1)]

    @property
    def levels(self) -> list[int]:
        """Levels of steps 1 to 5, once the form is valid."""
        return [int(self.cleaned_data[f"step_{step}"]) for step in range(1, STEPS + 1)]


def _words_field(slot: Slot, lang: str, text: str, about: str) -> WordsField:
    field = WordsField(
        label=slot.label,
        max_length=slot.limit,
        missing=f"Xin ghi câu này bằng {LANGUAGE_NAMES[lang]}.",
        initial=text,
        help_text=about,
    )
    if slot.limit > _LONG:
        field.widget = forms.Textarea(attrs={"rows": 3, "maxlength": slot.limit})
    field.widget.attrs["lang"] = lang
    return field
