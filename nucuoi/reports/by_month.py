"""Tables by month, from the rollups: a row for each month, counter and evidence class."""

from collections.abc import Iterator

from nucuoi.documents.table import Column, Row
from nucuoi.foundation import clock
from nucuoi.ratings.queries.levels import mappings
from nucuoi.ratings.rules.levels import LEVEL_NAMES, STEPS, Mapping, mapping_on, three_levels
from nucuoi.ratings.rules.words import Evidence
from nucuoi.reports.raw import Tell, counters_of
from nucuoi.reports.rules.question import CLASSES, Question
from nucuoi.reports.rules.withholding import withheld
from nucuoi.scores import queries as scores
from nucuoi.scores.rules.tally import DIMENSIONS, TAGS

_DIMENSIONS = dict(zip(DIMENSIONS, ("Tinh thần", "Thái độ", "Ứng xử"), strict=True))
_CLASSES = {**CLASSES, Evidence.DISPUTED: "mã mời dùng lại"}

COLUMNS = (
    Column("Tháng"),
    Column("Mã đơn vị", 18),
    Column("Đơn vị", 34),
    Column("Mã quầy", 18),
    Column("Quầy", 20),
    Column("Loại bằng chứng", 16),
    Column("Số lượt"),
    *(Column(f"Mức {score}", 8) for score in range(1, 6)),
    *(Column(f"Ba bậc: {name.lower()}", 16) for name in LEVEL_NAMES.values()),
    *(Column(f"{name} {level}") for name in _DIMENSIONS.values() for level in range(1, 6)),
    *(Column(tag.removeprefix("tag_"), 16) for tag in TAGS),
)


def rows(question: Question, tell: Tell) -> Iterator[Row]:
    """The rows of a question; cells of fewer than ten answers hold their number alone.

    The three levels of TT 01/2018 follow the five steps, by the mapping of the month's first day.

    Args:
        question: Of the kind `TABLE`.
        tell: Told how much has been read, from 0 to 1, again and again.
    """
    counters, months = counters_of(question), question.months
    evidence = _with_disputed(question.evidence)
    levels = [row.mapping for row in mappings()]
    for done, month in enumerate(months, start=1):
        cells = scores.month_cells(clock.month(month), counters, evidence)
        mapping = mapping_on(levels, month)
        for counter, names in counters.items():
            for one in _CLASSES:
                if counts := cells.get((counter, one)):
                    shown = _with_levels(withheld(counts), mapping)
                    yield (f"{month:%m/%Y}", *names, _CLASSES[one], *shown)
        tell(done / len(months))


def _with_levels(shown: list[int | None], mapping: Mapping | None) -> list[int | None]:
    """Puts the three levels behind the five steps; empty where those are, or none were set."""
    n, steps, rest = shown[0], shown[1 : STEPS + 1], shown[STEPS + 1 :]
    counts = [count for count in steps if count is not None]
    if mapping is None or len(counts) < STEPS:
        return [n, *steps, *[None] * len(LEVEL_NAMES), *rest]
    return [n, *steps, *three_levels(counts, mapping).values(), *rest]


def _with_disputed(evidence: frozenset[Evidence]) -> frozenset[Evidence]:
    """The second use of a ticket stands beside the first."""
    return evidence | {Evidence.DISPUTED} if Evidence.TICKET in evidence else evidence
