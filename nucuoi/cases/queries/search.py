"""Searching what people wrote: masked text only, forgiving missing diacritics, the newest first."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from django.db import connection
from django.db.models import Max

from nucuoi.cases.models import Reading
from nucuoi.cases.queries.shelves import Shelf, condition_of, hold_at_most
from nucuoi.foundation.names import fold

MOST = 100
"""Newest matches that a search gives."""
_WORD = re.compile(r"[^\W_]+")
_WORDS = 8
_FEW = {"sqlite": 3_000, "postgresql": 6_000}
"""So many matters on the shelves are read themselves; with more, the index is asked first.

What the index finds is gone through until `MOST` stand on the shelves, the longer the fewer stand there.
"""
_FEW_UNITS = 64
"""So many units are looked up in the index too; with more, what it finds of the words is sifted."""
SPAN_BITS = 14
"""A span: 2¹⁴ ratings. PostgreSQL's index keeps as a word in which of them a remark lies."""
_RUNS = {"sqlite": (2, 6, 18), "postgresql": (2, 6)}
"""So many spans are searched at a time, the newest first, then all the others.

PostgreSQL joins few such words by "or" at a low price and many at a high one, and units too: it is asked
for a span or two, and of the others for all that hold the words.
"""
_SQLITE = "SELECT rowid AS rating FROM cases_search WHERE cases_search MATCH %s AND rowid >= %s AND rowid < %s"
_POSTGRESQL = f"""
    SELECT rating FROM cases_reading
    WHERE to_tsvector('simple', folded || ' ' || replace(unit, '-', '')
                                || ' span' || (rating >> {SPAN_BITS}))
        @@ to_tsquery('simple', %s) AND rating < %s
"""  # noqa: S608  # a number from above
# From what was found to where it stands, and the other way, one by one and only as far as is needed:
# whatever a planner thinks of the rows, it does not turn such questions within a question into a join.
_STANDING = """
    WITH found AS MATERIALIZED ({found})
    SELECT rating FROM (SELECT rating FROM found ORDER BY rating DESC) newest
    WHERE (
        SELECT {there} FROM cases_case CROSS JOIN cases_casestanding
        WHERE cases_case.rating = newest.rating AND cases_casestanding.case_id = cases_case.id
    )
    ORDER BY rating DESC LIMIT %s
"""
_AMONG = """
    WITH there AS MATERIALIZED (
        SELECT (SELECT rating FROM cases_case WHERE id = case_id) AS rating
        FROM cases_casestanding WHERE {there}
    ), texts AS MATERIALIZED (
        SELECT rating, (
            SELECT folded FROM cases_reading WHERE cases_reading.rating = there.rating AND {holds}
        ) AS folded FROM there
    )
    SELECT rating, folded FROM texts WHERE folded IS NOT NULL ORDER BY rating DESC
"""
Values = tuple[str | int, ...]


def find(words: str, found: Sequence[Shelf], units: Collection[str], most: int = MOST) -> list[int]:
    """Ratings whose masked remark holds all the words, of matters on the shelves, the newest first.

    Args:
        words: Case and diacritics do not matter; the last one may be the beginning of a word.
        found: The shelves.
        units: Identities of all units whose remarks may have led to matters there.
        most: How many at most.
    """
    wanted = _WORD.findall(fold(words))[:_WORDS]
    if not wanted or not found:
        return []
    if hold_at_most(found, _FEW[connection.vendor]):
        return _among(found, wanted)[:most]
    in_few = sorted(units) if len(units) <= _FEW_UNITS else []
    asked = (_in_sqlite if connection.vendor == "sqlite" else _in_postgresql)(wanted, in_few)
    newest: list[int] = []
    for first, last in _spans(_RUNS[connection.vendor]):
        newest += _standing(asked(first, last), found, most - len(newest))
        if len(newest) >= most:
            break
    return newest


def _among(found: Sequence[Shelf], words: Sequence[str]) -> list[int]:
    """Those whose remark holds the words, the newest first, without the index."""
    there, values = condition_of(found)
    holds = " AND ".join(["folded LIKE %s"] * len(words))
    with connection.cursor() as cursor:
        cursor.execute(
            _AMONG.format(there=there, holds=holds), [*values, *(f"%{word}%" for word in words)]
        )
        return [rating for rating, text in cursor.fetchall() if _holds(text, words)]


def _holds(text: str, words: Sequence[str]) -> bool:
    """Whether all are words of the text, the last one perhaps only the beginning of one."""
    *whole, beginning = words
    there = set(_WORD.findall(text))
    return there.issuperset(whole) and any(word.startswith(beginning) for word in there)


def _spans(runs: Sequence[int]) -> Iterator[tuple[int, int]]:
    """All spans, the newest first: the first and the last of each run; the last run holds the rest."""
    last = (Reading.objects.aggregate(last=Max("pk"))["last"] or 0) >> SPAN_BITS
    for length in (*runs, last + 1):
        first = max(last - length + 1, 0)
        yield first, last
        if not first:
            return
        last = first - 1


def _standing(asked: tuple[str, Values], found: Sequence[Shelf], most: int) -> list[int]:
    """Of what a statement finds the newest that stand on the shelves."""
    statement, values = asked
    there, more = condition_of(found)
    whole = _STANDING.format(found=statement, there=there)
    with connection.cursor() as cursor:
        cursor.execute(whole, (*values, *more, most))
        return [rating for (rating,) in cursor.fetchall()]


def _in_sqlite(words: list[str], units: list[str]) -> Callable[[int, int], tuple[str, Values]]:
    text = f"{{folded}} : ({' AND '.join(_quoted(words))} *)"
    if units:
        text += f" AND {{unit}} : ({' OR '.join(_quoted(units))})"
    return lambda first, last: (_SQLITE, (text, first << SPAN_BITS, last + 1 << SPAN_BITS))


def _in_postgresql(words: list[str], units: list[str]) -> Callable[[int, int], tuple[str, Values]]:
    text, there = f"{' & '.join(words)}:*", [unit.replace("-", "") for unit in units]

    def asked(first: int, last: int) -> tuple[str, Values]:
        any_of = [f"span{number}" for number in range(first, last + 1)] if first else there
        sifted = f"{text} & ({' | '.join(any_of)})" if any_of else text
        return _POSTGRESQL, (sifted, last + 1 << SPAN_BITS)

    return asked


def _quoted(words: list[str]) -> list[str]:
    return [f'"{word}"' for word in words]
