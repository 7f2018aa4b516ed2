"""Forms of paper: ballots to print, a batch, one sheet, all scores a second time."""

from collections.abc import Iterable
from typing import Any

from django import forms

from nucuoi.foundation.clock import Half
from nucuoi.foundation.errors import Invalid
from nucuoi.foundation.languages import LANGUAGE_NAMES
from nucuoi.organisation.queries import CounterRow
from nucuoi.ratings.actions.paper import Sheet
from nucuoi.ratings.rules.ballot import MOST_BALLOTS, SIZES, clean_ticks
from nucuoi.ratings.rules.paper import MOST_SHEETS, OLDEST_DAYS
from nucuoi.ratings.rules.text import REMARK_LIMIT
from nucuoi.ratings.rules.words import Language, Rater
from nucuoi.web.fields import DayField, NumberField, PickField, WordsField

_HALVES = [(str(int(Half.MORNING)), "Sáng"), (str(int(Half.AFTERNOON)), "Chiều")]
_RATERS = [("citizen", "Người dân"), ("business", "Doanh nghiệp")]
_HIGHEST_NUMBER = 999_999


class CounterField(WordsField):
    """A counter among those a person may choose: its code, or its line of the list."""

    def __init__(self) -> None:
        super().__init__(
            label="Quầy",
            max_length=200,
            missing="Xin chọn quầy.",
            help_text="Gõ vài chữ rồi chọn trong danh sách, hoặc ghi mã quầy.",
        )
        self.widget.attrs |= {"list": "counters", "autocomplete": "off"}
        self.codes: frozenset[str] = frozenset()

    def clean(self, value: Any) -> str:
        typed = super().clean(value).lower().partition(" ")[0]
        if typed not in self.codes:
            raise forms.ValidationError("Không có quầy này trong phạm vi của anh/chị.")
        return str(typed)


class _AtCounter(forms.Form):
    """A form about one of the counters that a person reaches."""

    counter = CounterField()

    def __init__(self, *args: Any, counters: Iterable[CounterRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.counters = list(counters)
        field = self.fields["counter"]
        assert isinstance(field, CounterField)
        field.codes = frozenset(row.code for row in self.counters)
        if len(self.counters) == 1:
            field.initial = self.counters[0].code

    @property
    def lines(self) -> list[str]:
        """The list to choose from."""
        return [f"{row.code} · Quầy {row.number} · {row.name}" for row in self.counters]


class BallotsForm(_AtCounter):
    """How many ballots, of which size, in which language, for whom."""

    count = NumberField(label="Số phiếu", low=1, high=MOST_BALLOTS, missing="Xin ghi số phiếu.")
    size = PickField(
        label="Khổ giấy", choices=[(size, size) for size in SIZES], missing="Xin chọn khổ giấy."
    )
    lang = PickField(
        label="Ngôn ngữ", choices=list(LANGUAGE_NAMES.items()), missing="Xin chọn ngôn ngữ."
    )
    rater = PickField(label="Phiếu cho", choices=_RATERS, missing="Xin chọn người đánh giá.")

    def clean_lang(self) -> Language:
        return Language[self.cleaned_data["lang"].upper()]

    def clean_rater(self) -> Rater:
        return Rater[self.cleaned_data["rater"].upper()]


class BatchForm(_AtCounter):
    """A batch with the totals counted by hand."""

    on = DayField(label="Ngày trên phiếu", back=OLDEST_DAYS, ahead=0)
    half = PickField(label="Buổi", choices=_HALVES, missing="Xin chọn buổi.")
    sheets = NumberField(
        label="Số phiếu đếm được", low=1, high=MOST_SHEETS, missing="Xin đếm số phiếu."
    )
    score_sum = NumberField(
        label="Tổng điểm cộng tay",
        low=1,
        high=MOST_SHEETS * 5,
        missing="Xin cộng điểm chung của mọi phiếu.",
        help_text="Cộng mức chung (1–5) của từng phiếu, bằng máy tính tay, trước khi nhập.",
    )

    def clean_half(self) -> Half:
        return Half(int(self.cleaned_data["half"]))


class ScoreField(forms.CharField):
    """One digit from 1 to 5; empty = None."""

    def __init__(self, *, required: bool = False, **options: Any) -> None:
        super().__init__(
            required=required, error_messages={"required": "Xin gõ từ 1 đến 5."}, **options
        )
        self.widget.attrs |= {
            "inputmode": "numeric", "autocomplete": "off", "size": 1, "maxlength": 1, "data-digit": "",
        }  # fmt: skip

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if text and text not in "12345":
            raise forms.ValidationError("Xin gõ từ 1 đến 5.")
        return int(text) if text else None


class SheetForm(forms.Form):
    """What stands on one sheet, in the order in which it is read."""

    number = NumberField(label="Số phiếu", low=1, high=_HIGHEST_NUMBER, missing="Xin ghi số phiếu.")
    score = ScoreField(label="Mức chung", required=True)
    spirit = ScoreField(label="Tinh thần")
    attitude = ScoreField(label="Thái độ")
    conduct = ScoreField(label="Ứng xử")
    ticks = WordsField(label="Các ô đã đánh dấu", max_length=80)
    remark = WordsField(label="Lời nhắn", max_length=REMARK_LIMIT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("number", "ticks", "remark"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.fields["ticks"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}

    def clean_ticks(self) -> str:
        try:
            return clean_ticks(self.cleaned_data["ticks"])
        except Invalid as error:
            raise forms.ValidationError(error.message) from None

    @property
    def sheet(self) -> Sheet:
        """The sheet, once the form is valid."""
        return Sheet(**self.cleaned_data)


class ScoresForm(forms.Form):
    """The score of every sheet that waits for a second reading."""

    def __init__(self, *args: Any, numbers: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in numbers:
            self.fields[f"score-{number}"] = ScoreField(label=f"Phiếu {number}")

    @property
    def scores(self) -> dict[int, int]:
        """Scores by sheet number, of those that were typed, once the form is valid."""
        return {
            int(name.rpartition("-")[2]): score
            for name, score in self.cleaned_data.items()
            if score is not None
        }


class SettlementForm(forms.Form):
    """Which score holds for a sheet that two people read differently."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    score = ScoreField(label="Điểm đúng trên phiếu", required=True)


class RefuseForm(forms.Form):
    """Why a batch is given back."""

    why = WordsField(label="Lý do", max_length=200, missing="Xin ghi lý do trả lại.")
