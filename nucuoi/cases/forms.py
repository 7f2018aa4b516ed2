"""Forms of a matter: the filters of the inbox, a text, a person to settle it."""

from typing import Any

from django import forms

from nucuoi.cases.actions.moving import LONGEST
from nucuoi.cases.queries.inbox import Asked
from nucuoi.cases.queries.shelves import Folder
from nucuoi.cases.rules.topics import NAMES
from nucuoi.web.fields import NO_NULL, PickField, WordsField

_FOLDERS = {folder.slug: folder for folder in Folder}
_DIGITS = 18
"""Of the longest number of a matter."""


class InboxForm(forms.Form):
    """What of the inbox is asked for; anything unreadable is left out."""

    tim = WordsField(label="Tìm trong lời nhắn", max_length=80)
    chu_de = PickField(label="Chủ đề", choices=[("", "Mọi chủ đề"), *NAMES.items()])

    @property
    def asked(self) -> Asked:
        """The question; the first folder and page when none is named."""
        good = self.cleaned_data if self.is_valid() else {}
        return Asked(
            folder=_FOLDERS.get(str(self.data.get("thu_muc", "")), Folder.WAITING),
            words=good.get("tim", ""),
            topic=good.get("chu_de", ""),
            alike=self._case("giong"),
            after=self._case("sau"),
        )

    def _case(self, name: str) -> int:
        """Number of a matter; 0 = none, or nothing that is one."""
        text = str(self.data.get(name, ""))
        good = text.isdecimal() and text.isascii() and len(text) <= _DIGITS
        return int(text) if good else 0


class TextForm(forms.Form):
    """A note, an answer or a reason."""

    text = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={
            "required": "Xin viết nội dung.",
            "max_length": "Nhiều nhất %(limit_value)d ký tự, đang có %(show_value)d. Xin rút ngắn.",
            **NO_NULL,
        },
    )

    def __init__(self, *arguments: Any, label: str, rows: int = 7, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["text"].label = label
        self.fields["text"].widget.attrs["rows"] = rows


class NameForm(TextForm):
    """Which official is meant, and on what grounds."""

    official = PickField(label="Họ tên", missing="Xin chọn người được nhắc đến.")
    field_order = ("official", "text")

    def __init__(self, *arguments: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, label="Căn cứ", rows=3, prefix="ten", **options)
        field = self.fields["official"]
        assert isinstance(field, PickField)
        field.choices = [("", "Chọn người"), *people]


class OwnerForm(forms.Form):
    """Who settles a matter."""

    username = PickField(label="Người xử lý", missing="Xin chọn người xử lý.")

    def __init__(self, *arguments: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        field = self.fields["username"]
        assert isinstance(field, PickField)
        field.choices = [("", "Chọn người"), *people]
