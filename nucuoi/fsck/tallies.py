"""Rollups against the log: every cell counted again, and the steps that were shown."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from nucuoi.fsck.reading import (
    CHANGE,
    DISPUTED,
    ENTRY,
    EVIDENCE,
    EXCLUDE,
    RATERS,
    TAGS,
    Content,
    leaves,
    one,
    rows,
)

DIMENSIONS = ("spirit", "attitude", "conduct")
COLUMNS = [
    "n",
    *(f"s{score}" for score in range(1, 6)),
    *(f"{dimension}{level}" for dimension in DIMENSIONS for level in range(1, 6)),
    *(f"tag_{tag}" for tag in TAGS),
]
FIRST_STEP = 10
Key = tuple[str | int, ...]


def months() -> Iterator[str]:
    """Every month cell holds what the log counts."""
    return _compare(
        "month",
        ("counter", "official", "field"),
        ("evidence", "rater"),
        lambda it: (
            it["on"].year * 100 + it["on"].month,
            it["counter"],
            it.get("official", ""),
            it.get("field", ""),
            it["class"],
            _number(RATERS, it["rater"]),
        ),
    )


def weeks() -> Iterator[str]:
    """Every week cell holds what the log counts."""
    return _compare(
        "week",
        ("counter", "official"),
        ("evidence",),
        lambda it: (
            it["on"].isocalendar().year * 100 + it["on"].isocalendar().week,
            it["counter"],
            it.get("official", ""),
            it["class"],
        ),
    )


def days() -> Iterator[str]:
    """Every day cell holds what the log counts."""
    return _compare(
        "day", ("counter",), ("evidence",), lambda it: (it["day"], it["counter"], it["class"])
    )


def steps() -> Iterator[str]:
    """A step that was shown has at least ten ratings, and its scores sum to them."""
    for subject, period, start in rows(
        "SELECT subject, period, start FROM scores_step "
        "WHERE n <> s1 + s2 + s3 + s4 + s5 OR n < %s ORDER BY 1, 2, 3",
        FIRST_STEP,
    ):
        yield f"bước của {subject}, kỳ {period} từ {start}: số lượt không hợp lệ"


def _compare(
    period: str, coded: tuple[str, ...], plain: tuple[str, ...], key: Callable[[Content], Key]
) -> Iterator[str]:
    """Cells that differ, by their keys in order: first what is there, then what is missing."""
    expected = _expected(key)
    keys = (period, *coded, *plain)
    for row in _cells(period, coded, plain):
        cell, counts = tuple(row[: len(keys)]), row[len(keys) :]
        counted = expected.pop(cell, Counter())
        for column, count in zip(COLUMNS, counts, strict=True):
            if count != counted[column]:
                yield f"ô {_named(keys, cell)}: {column} = {count}, đúng ra {counted[column]}"
                break
    for cell, counted in sorted(expected.items(), key=lambda found: str(found[0])):
        if any(counted.values()):
            yield f"ô {_named(keys, cell)}: không có, đúng ra n = {counted['n']}"


def _cells(period: str, coded: tuple[str, ...], plain: tuple[str, ...]) -> Iterator[Key]:
    codes = [f"CASE tally.{what} WHEN 0 THEN '' ELSE {what}.code END" for what in coded]
    joins = [f"LEFT JOIN organisation_{what} {what} ON {what}.id = tally.{what}" for what in coded]
    columns = ", ".join(f"tally.{column}" for column in (*plain, *COLUMNS))
    return rows(
        f"SELECT tally.{period}, {', '.join(codes)}, {columns} "  # noqa: S608  # our own names
        f"FROM scores_{period}tally tally {' '.join(joins)} ORDER BY 1, 2, tally.id"
    )


def _expected(key: Callable[[Content], Key]) -> dict[Key, Counter[str]]:
    cells: dict[Key, Counter[str]] = {}
    for sign, content in _signed():
        cell = cells.setdefault(key(content), Counter())
        for column in _columns(content):
            cell[column] += sign
    return cells


def _signed() -> Iterator[tuple[int, Content]]:
    """What the leaves before the follower's cursor add and take away."""
    reached = one(
        "SELECT COALESCE(MAX(next_index), 0) FROM ledger_cursor WHERE follower = 'scores'"
    )
    for _, kind, core, duty in leaves(up_to=reached):
        if kind == ENTRY:
            yield +1, _dated(core | ({"official": duty["official"]} if duty else {}))
        elif kind in (CHANGE, EXCLUDE):
            if "old" in core:
                yield -1, _dated(core["old"])
            if "new" in core:
                yield +1, _dated(core["new"])


def _dated(content: Content) -> Content:
    on = date(1970, 1, 1) + timedelta(days=content["day"])
    disputed = content.get("disputed")
    return content | {
        "on": on,
        "class": DISPUTED if disputed else _number(EVIDENCE, content["evidence"]),
    }


def _columns(content: Content) -> Iterator[str]:
    yield "n"
    yield f"s{content['score']}"
    for dimension in DIMENSIONS:
        if dimension in content:
            yield f"{dimension}{content[dimension]}"
    for tag in content.get("tags", ()):
        yield f"tag_{tag}"


def _number(words: dict[int, str], word: str) -> int:
    return {known: number for number, known in words.items()}[word]


def _named(keys: tuple[str, ...], cell: Key) -> str:
    return ", ".join(f"{name} {value or '–'}" for name, value in zip(keys, cell, strict=True))
