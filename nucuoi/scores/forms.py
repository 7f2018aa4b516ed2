"""Forms of those who look at flags and propose exclusions."""

from typing import Any

from django import forms

from nucuoi.foundation.errors import NotFound
from nucuoi.organisation import queries as organisation
from nucuoi.ratings.rules.words import Evidence
from nucuoi.scores.rules.looks import Outcome, Reason
from nucuoi.web.fields import NO_NULL, ClockField, DayField, PickField, WordsField

_EVIDENCE = {
    Evidence.KIOSK: "Tại ki-ốt",
    Evidence.TICKET: "Có mã mời",
    Evidence.OPEN: "Kênh mở",
    Evidence.PAPER: "Phiếu giấy",
}


def _words(label: str, missing: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=500,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": missing,
            "max_length": "Nhiều nhất %(limit_value)d ký tự, đang có %(show_value)d. Xin rút ngắn.",
            **NO_NULL,
        },
    )


class LookForm(forms.Form):
    """What was found."""

    outcome = PickField(
        label="Kết quả xem",
        missing="Xin chọn kết quả xem.",
        choices=[
            ("", "Chọn kết quả"),
            *((one.value, one.label) for one in (Outcome.NOTHING, Outcome.VISIT)),
        ],
    )
    why = _words("Đã xem gì, thấy gì", "Xin ghi đã xem gì, thấy gì.")


class ProposalForm(forms.Form):
    """Why ratings should count no more."""

    reason = PickField(
        label="Lý do",
        missing="Xin chọn lý do.",
        choices=[("", "Chọn lý do"), *Reason.choices],
    )
    why = _words("Vì sao các lượt này không nói lên điều gì", "Xin ghi vì sao.")
    basis = _words(
        "Căn cứ",
        "Xin ghi căn cứ.",
        "Biên bản, lời người trực, ảnh chỗ đặt máy; ghi ngày và ai lập.",
    )


class FlagProposalForm(ProposalForm):
    """The ratings of a flag; of a device, only some hours of its day."""

    since = ClockField(label="Từ giờ", help_text="Để trống: cả ngày.")
    until = ClockField(label="Đến giờ")
    field_order = ("since", "until", "reason", "why", "basis")

    def __init__(self, *arguments: Any, hours: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if not hours:
            del self.fields["since"], self.fields["until"]

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or {}
        since, until = asked.get("since"), asked.get("until")
        if since and until and until <= since:
            self.add_error("until", "Giờ cuối phải sau giờ đầu.")
        return asked


class CounterProposalForm(ProposalForm):
    """The ratings of a counter on some days in one evidence class."""

    counter = WordsField(
        label="Mã quầy",
        max_length=40,
        missing="Xin ghi mã quầy.",
        help_text="Mã in trên biển quầy.",
    )
    first = DayField(label="Từ ngày", ahead=0)
    last = DayField(label="Đến ngày", ahead=0)
    evidence = PickField(
        label="Loại bằng chứng",
        missing="Xin chọn loại bằng chứng.",
        choices=[
            ("", "Chọn loại"),
            *((one.name.lower(), said) for one, said in _EVIDENCE.items()),
        ],
    )

    def clean_counter(self) -> str:
        code: str = self.cleaned_data["counter"]
        try:
            organisation.point_of_counter(code)
        except NotFound as error:
            raise forms.ValidationError(error.message) from None
        return code

    field_order = ("counter", "first", "last", "evidence", "reason", "why", "basis")


class UndoingForm(forms.Form):
    """Why ratings should count again."""

    why = _words("Vì sao nên tính lại", "Xin ghi vì sao.")
    basis = _words("Căn cứ", "Xin ghi căn cứ.")
