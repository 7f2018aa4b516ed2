"""Ratings one by one: half-days and codes, never a name, an instant or a word anybody wrote.

Wanted answers, thanks and languages are left out too: beside a half-day and a counter they would
lead from a matter or a letter of thanks to the score of who wrote it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from nucuoi.documents.table import Cell, Column, Row
from nucuoi.foundation import clock
from nucuoi.organisation import queries as organisation
from nucuoi.organisation.models import Field, Official
from nucuoi.ratings import queries as ratings
from nucuoi.ratings.queries import GivenRow
from nucuoi.ratings.rules.words import Apology, AttributedBy, Channel, Rater, figure_tags
from nucuoi.reports.rules.question import CLASSES, Question

COLUMNS = (
    Column("Ngày"),
    Column("Buổi", 8),
    Column("Mã đơn vị", 18),
    Column("Đơn vị", 34),
    Column("Mã quầy", 18),
    Column("Quầy", 20),
    Column("Mã cán bộ"),
    Column("Cách ghi cán bộ", 18),
    Column("Lĩnh vực", 24),
    Column("Loại bằng chứng", 16),
    Column("Mã mời dùng lại", 16),
    Column("Kênh", 10),
    Column("Người đánh giá", 14),
    Column("Có người giúp", 14),
    Column("Mức hài lòng", 13),
    Column("Tinh thần"),
    Column("Thái độ"),
    Column("Phong cách ứng xử", 18),
    Column("Dấu tích", 30),
    Column("Xin lỗi khi trễ hạn", 18),
    Column("Giờ máy không khớp", 18),
)
_HALVES = ("sáng", "chiều")
_CHANNELS = {
    Channel.KIOSK: "ki-ốt",
    Channel.WEB: "trang web",
    Channel.QR: "mã QR",
    Channel.LINK: "liên kết",
    Channel.SMS: "tin nhắn",
    Channel.PAPER: "giấy",
}
_RATERS = {Rater.CITIZEN: "người dân", Rater.BUSINESS: "doanh nghiệp"}
_ATTRIBUTED = {
    AttributedBy.SIGN_ON: "đăng nhập quầy",
    AttributedBy.ROSTER: "phân công",
    AttributedBy.HOLDER: "người thường trực",
    AttributedBy.COUNTER_ONLY: "chỉ biết quầy",
}
_APOLOGIES = {Apology.YES: "có", Apology.NO: "không", Apology.UNKNOWN: "không rõ", None: None}
Tell = Callable[[float], None]


def rows(question: Question, tell: Tell) -> Iterator[Row]:
    """The rows of a question; a counter closed within the period stands under its service point.

    Args:
        question: Of the kind `RAW`.
        tell: Told how much has been read, from 0 to 1, again and again.
    """
    names = Names.of(question)
    for part in ratings.given(question.first, question.last, names.counters, question.evidence):
        for row in part.rows:
            yield _line(row, names)
        tell(part.share)


@dataclass(frozen=True, slots=True)
class Names:
    """What the numbers in ratings stand for.

    Attributes:
        counters: Unit's code and name, counter's code and name, by the row of the counter.
        officials: Codes.
        fields: Names; for none of either there is None.
    """

    counters: Mapping[int, tuple[str, str, str, str]]
    officials: Mapping[int | None, str | None]
    fields: Mapping[int | None, str | None]

    @classmethod
    def of(cls, question: Question) -> Self:
        """The names a question needs, units in the tree of its day."""
        return cls(
            counters=counters_of(question),
            officials={None: None, **dict(Official.objects.values_list("pk", "code"))},
            fields={None: None, **dict(Field.objects.values_list("pk", "name"))},
        )


def counters_of(question: Question) -> dict[int, tuple[str, str, str, str]]:
    """Counters under the question's unit, also those that closed within its period, in order."""
    tree = organisation.tree(question.as_of)
    found = organisation.counters_under(question.unit, question.as_of, since=question.first)
    hosts = {row.point: tree.unit(tree.unit(row.point).parent or row.point) for row in found}
    return {
        row.id: (hosts[row.point].unit, hosts[row.point].name, row.code, row.name) for row in found
    }


def _line(row: GivenRow, names: Names) -> tuple[Cell, ...]:
    return (
        _day(row.day),
        _HALVES[row.half],
        *names.counters[row.counter],
        names.officials[row.official],
        _ATTRIBUTED[row.attributed_by],  # type: ignore[index]  # an IntEnum is its number
        names.fields[row.field],
        CLASSES[row.evidence],  # type: ignore[index]  # the same
        "có" if row.disputed else None,
        _CHANNELS[row.channel],  # type: ignore[index]  # the same
        _RATERS[row.rater],  # type: ignore[index]  # the same
        "có" if row.assisted else None,
        row.score,
        row.spirit,
        row.attitude,
        row.conduct,
        _ticks(row.tags),
        _APOLOGIES[row.apology],  # type: ignore[index]  # the same
        "có" if row.clamped else None,
    )


_day = lru_cache(clock.day_of)


@lru_cache(maxsize=10_000)
def _ticks(bits: int) -> str | None:
    return " ".join(figure_tags(bits)) or None
