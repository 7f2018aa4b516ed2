"""All cells of the rollups in words and codes, for those who count again elsewhere."""

from collections.abc import Iterator

from django.db import connection

from nucuoi.ratings.rules.words import Evidence, Rater
from nucuoi.scores.rules.tally import COLUMNS

Key = tuple[int, str, str, str, str, str]
_PERIODS = {
    "month": (("counter", "official", "field"), True),
    "week": (("counter", "official"), False),
    "day": (("counter",), False),
}
_CODED = ("counter", "official", "field")


def cells() -> Iterator[tuple[str, Key, dict[str, int]]]:
    """Period, key and what is not 0 of every cell.

    The key is start (as the tables number it), counter, official, field, evidence and rater; what a
    period does not tell apart, and what is unknown, is empty.
    """
    for period, (coded, with_rater) in _PERIODS.items():
        with connection.cursor() as rows:
            rows.execute(_statement(period, coded, with_rater=with_rater))
            while some := rows.fetchmany(2_000):
                for row in some:
                    yield period, _key(row[: 3 + len(_CODED)]), _counts(row[3 + len(_CODED) :])


def _statement(period: str, coded: tuple[str, ...], *, with_rater: bool) -> str:
    joins = " ".join(
        f"LEFT JOIN organisation_{one} {one} ON {one}.id = tally.{one}" for one in coded
    )
    codes = ", ".join(f"COALESCE({one}.code, '')" if one in coded else "''" for one in _CODED)
    columns = ", ".join(f"tally.{column}" for column in COLUMNS)
    rater = "tally.rater" if with_rater else "0"
    return (
        f"SELECT tally.{period}, {codes}, tally.evidence, {rater}, {columns} "  # noqa: S608  # our own names
        f"FROM scores_{period}tally tally {joins} ORDER BY tally.id"
    )


def _key(row: tuple[int | str, ...]) -> Key:
    start, counter, official, field, evidence, rater = row
    return (
        int(start),
        str(counter),
        str(official),
        str(field),
        Evidence(int(evidence)).name.lower(),
        Rater(int(rater)).name.lower() if rater else "",
    )


def _counts(row: tuple[int, ...]) -> dict[str, int]:
    return {column: count for column, count in zip(COLUMNS, row, strict=True) if count}
