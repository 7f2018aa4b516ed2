"""What an export holds: kind, period, units as of a day, evidence classes; and what may be asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from nucuoi.foundation.errors import Invalid
from nucuoi.ratings.rules.words import Evidence

FIRST_DAY = date(2021, 1, 1)
CLASSES = {
    Evidence.TICKET: "có mã mời",
    Evidence.KIOSK: "tại ki-ốt",
    Evidence.PAPER: "phiếu giấy",
    Evidence.OPEN: "kênh mở",
}
"""The evidence classes that can be chosen, as they are said."""


class Kind(StrEnum):
    """What the rows are."""

    RAW = "raw"
    TABLE = "table"

    @property
    def action(self) -> str:
        """What one must be allowed in `accounts.matrix`."""
        return f"reports.{self.value}.export"

    @property
    def words(self) -> str:
        """As it stands on the page and in the journal."""
        return "từng lượt đánh giá" if self is Kind.RAW else "bảng tổng hợp theo tháng"


class Form(StrEnum):
    """The kind of file; the value is the end of its name."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks for.

    Attributes:
        unit: With all that is below it in the tree of `as_of`.
        first: First day; `last` is inside too.
        evidence: At least one class of `CLASSES`.
    """

    kind: Kind
    form: Form
    unit: str
    as_of: date
    first: date
    last: date
    evidence: frozenset[Evidence]

    @property
    def months(self) -> list[date]:
        """First days of the months that lie wholly in the period."""
        return list(_whole_months(self.first, self.last))

    @property
    def evidence_words(self) -> str:
        """The classes in words, in their usual order."""
        return ", ".join(words for one, words in CLASSES.items() if one in self.evidence)

    @property
    def file_name(self) -> str:
        """How the file is called when it is taken away."""
        what = "tung-luot" if self.kind is Kind.RAW else "theo-thang"
        return f"nu-cuoi-{what}-{self.first:%Y%m%d}-{self.last:%Y%m%d}.{self.form.value}"


def check(question: Question, today: date) -> None:
    """Whether the period may be asked for: days that are over, and whole months for a table.

    Today is left out, as is the present month in a table: two exports a minute apart would show
    what one person answered.

    Raises:
        Invalid: If it may not; or if no evidence class is chosen.
    """
    yesterday = today - timedelta(days=1)
    if not question.evidence:
        raise Invalid(
            "Xin chọn ít nhất một loại.", fields={"evidence": "Xin chọn ít nhất một loại."}
        )
    if question.first < FIRST_DAY or question.last > yesterday:
        sentence = f"Xin chọn từ {FIRST_DAY:%d/%m/%Y} đến hôm qua, {yesterday:%d/%m/%Y}."
        raise Invalid(sentence, fields={"last": sentence})
    if question.first > question.last:
        sentence = "Ngày cuối phải sau ngày đầu."
        raise Invalid(sentence, fields={"last": sentence})
    if question.kind is Kind.TABLE and not question.months:
        sentence = "Bảng tổng hợp cần ít nhất một tháng trọn, ví dụ 01/10/2026 đến 31/10/2026."
        raise Invalid(sentence, fields={"last": sentence})


def last_month(today: date) -> tuple[date, date]:
    """First and last day of the month before this one."""
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def _whole_months(first: date, last: date) -> Iterator[date]:
    month = first if first.day == 1 else _next_month(first)
    while (after := _next_month(month)) <= last + timedelta(days=1):
        yield month
        month = after


def _next_month(on: date) -> date:
    return (on.replace(day=1) + timedelta(days=32)).replace(day=1)
