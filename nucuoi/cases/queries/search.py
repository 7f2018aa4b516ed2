"""Searching what people wrote: masked text only, forgiving missing diacritics, the newest first."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection
from django.db.models import Max

from nucuoi.cases.models import Reading
from nucuoi.cases.queries.shelves import Shelf, condition_of, hold_at_most, numbers_on
from nucuoi.foundation.names import fold

MOST = 100
"""Newest matches that a search gives."""
_WORD = re.compile(r"[^\W_]+")
_WORDS = 8
_FEW = 4_000
"""So many matters on the shelves are read themselves; with more, the index is asked first."""
SPAN_BITS = 14
"""A span: 2¹⁴ ratings. PostgreSQL's index keeps as a word in which of them a remark lies."""
_RUNS = (2, 6)
"""So many spans PostgreSQL is asked for, the newest first; joining more words by "or" costs more than it spares."""
_COMMON, _MANY = 100, 50_000
"""Of words that stand in one remark of so many or oftener PostgreSQL is not asked for all remarks, but goes
through the matters on the shelves, the newest first, unless there are more than so many."""
# From what was found to where it stands, and the other way, one by one and only as far as is needed:
# whatever a planner thinks of the rows, it does not turn such questions within a question into a join.
_STANDS = """(
    SELECT {there} FROM cases_case CROSS JOIN cases_casestanding
    WHERE cases_case.rating = {rating} AND cases_casestanding.case_id = cases_case.id
)"""
_SQLITE = """
    SELECT rowid FROM cases_search WHERE cases_search MATCH %s AND {stands} ORDER BY rowid DESC LIMIT %s
"""
# The index holds units too, which nothing asks for.
_POSTGRESQL = """
    WITH found AS MATERIALIZED (
        SELECT rating FROM cases_reading
        WHERE to_tsvector('simple', folded || ' ' || replace(unit, '-', '')
                                    || ' span' || (rating >> {bits}))
            @@ to_tsquery('simple', %s) AND rating < %s
    )
    SELECT (SELECT COUNT(*) FROM found), ARRAY(
        SELECT rating FROM (SELECT rating FROM found ORDER BY rating DESC) newest
        WHERE {stands} ORDER BY rating DESC LIMIT %s
    )
"""
_AMONG = """
    WITH there AS MATERIALIZED (
        SELECT pk FROM ({matters}) shelves ORDER BY pk DESC
    ), ratings AS MATERIALIZED (
        SELECT (SELECT rating FROM cases_case WHERE id = pk) AS rating FROM there
    ), texts AS MATERIALIZED (
        SELECT rating, (
            SELECT folded FROM cases_reading WHERE cases_reading.rating = ratings.rating AND {holds}
        ) AS folded FROM ratings
    )
    SELECT rating, folded FROM texts WHERE folded IS NOT NULL LIMIT %s
"""
_LETTERS, _TEXT = "folded LIKE %s", "to_tsvector('simple', folded) @@ to_tsquery('simple', %s)"


def find(words: str, found: Sequence[Shelf], most: int = MOST) -> list[int]:
    """Ratings whose masked remark holds all the words, of matters on the shelves, the newest first.

    Args:
        words: Case and diacritics do not matter; the last one may be the beginning of a word.
        found: The shelves.
        most: How many at most.
    """
    wanted = _WORD.findall(fold(words))[:_WORDS]
    if not wanted or not found:
        return []
    search = _in_sqlite if connection.vendor == "sqlite" else _in_postgresql
    return search(wanted, found, most, few=hold_at_most(found, _FEW))


def _in_sqlite(words: list[str], found: Sequence[Shelf], most: int, *, few: bool) -> list[int]:
    """Its index gives what it finds one by one, the newest first."""
    if few:
        texts = _among(found, words, _FEW)
        return sorted((rating for rating, text in texts if _holds(text, words)), reverse=True)[
            :most
        ]
    there, values = condition_of(found)
    statement = _SQLITE.format(stands=_STANDS.format(there=there, rating="cases_search.rowid"))
    quoted = '" AND "'.join(words)
    text = f'{{folded}} : ("{quoted}" *)'
    return [rating for (rating,) in _rows(statement, text, *values, most)]


def _in_postgresql(words: list[str], found: Sequence[Shelf], most: int, *, few: bool) -> list[int]:
    """Its index gives all it finds at once and in no order: of common words it is asked for the newest alone."""
    text = f"{' & '.join(words)}:*"
    if few:
        return _newest_among(found, words, text, most)
    newest: list[int] = []
    for first, after in _runs():
        spans = " | ".join(f"span{number}" for number in range(first, after))
        matching, ratings = _asked(f"{text} & ({spans})", after, found, most - len(newest))
        newest += ratings
        if len(newest) >= most or not first:
            return newest
        if matching * _COMMON >= after - first << SPAN_BITS and hold_at_most(found, _MANY):
            return _newest_among(found, words, text, most)
    return newest + _asked(text, first, found, most - len(newest))[1]


def _runs() -> Iterator[tuple[int, int]]:
    """The newest spans: the first of each run and the one after its last."""
    after = ((Reading.objects.aggregate(last=Max("pk"))["last"] or 0) >> SPAN_BITS) + 1
    for length in _RUNS:
        first = max(after - length, 0)
        yield first, after
        after = first


def _asked(text: str, after: int, found: Sequence[Shelf], most: int) -> tuple[int, list[int]]:
    """How many remarks PostgreSQL's index finds before a span, and the newest that stand on the shelves."""
    there, values = condition_of(found)
    stands = _STANDS.format(there=there, rating="newest.rating")
    statement = _POSTGRESQL.format(bits=SPAN_BITS, stands=stands)
    ((matching, ratings),) = _rows(statement, text, after << SPAN_BITS, *values, most)
    return matching, ratings


def _newest_among(found: Sequence[Shelf], words: list[str], text: str, most: int) -> list[int]:
    """Without the index, from the newest matter on and only as far as is needed."""
    return sorted((rating for rating, _ in _among(found, words, most, text)), reverse=True)


def _among(
    found: Sequence[Shelf], words: list[str], most: int, text: str = ""
) -> list[tuple[int, str]]:
    """The newest matters whose remark holds the letters of the words: rating and remark.

    Args:
        found: The shelves.
        words: As they are folded.
        most: How many at most.
        text: What PostgreSQL is to find in the remark besides.
    """
    matters, values = numbers_on(found)
    holds, asked = [_LETTERS] * len(words), [f"%{word}%" for word in words]
    if text:
        holds.append(_TEXT)
        asked.append(text)
    statement = _AMONG.format(matters=matters, holds=" AND ".join(holds))
    return _rows(statement, *values, *asked, most)


def _rows(statement: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _holds(text: str, words: Sequence[str]) -> bool:
    """Whether all are words of the text, the last one perhaps only the beginning of one."""
    *whole, beginning = words
    there = set(_WORD.findall(text))
    return there.issuperset(whole) and any(word.startswith(beginning) for word in there)
