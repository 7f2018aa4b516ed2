"""Searching what people wrote: masked text only, forgiving missing diacritics, the newest first."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from django.db import connection
from django.db.models import Max

from nucuoi.cases.models import Reading
from nucuoi.cases.queries.shelves import Shelf, condition_of, count, ratings_on
from nucuoi.foundation.names import fold

MOST = 100
"""Newest matches that a search gives."""
_WORD = re.compile(r"[^\W_]+")
_WORDS = 8
_FEW = 3_000
"""So many matters on the shelves are read themselves; with more, the index is asked first."""
_FEW_UNITS = 64
"""So many units are looked up in the index too; with more, what it finds of the words is sifted."""
SPAN_BITS = 14
"""A span: 2¹⁴ ratings. PostgreSQL's index keeps as a word in which of them a remark lies."""
_SPANS, _GROWTH = 2, 3
_SQLITE = "SELECT rowid AS rating FROM cases_search WHERE cases_search MATCH %s AND rowid >= %s AND rowid < %s"
_POSTGRESQL = f"""
    SELECT rating FROM cases_reading
    WHERE to_tsvector('simple', folded || ' ' || replace(unit, '-', '')
                                || ' span' || (rating >> {SPAN_BITS}))
        @@ to_tsquery('simple', %s)
"""  # noqa: S608  # a number from above
# From what was found to where it stands, whatever a planner thinks of it: both write such joins so.
_STANDING = """
    WITH found AS MATERIALIZED ({found})
    SELECT cases_case.rating FROM found CROSS JOIN cases_case CROSS JOIN cases_casestanding
    WHERE cases_case.rating = found.rating AND cases_casestanding.case_id = cases_case.id AND {there}
    ORDER BY cases_case.rating DESC LIMIT %s
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
    if count(found, _FEW + 1) <= _FEW:
        return _among(ratings_on(found), wanted)[:most]
    in_few = sorted(units) if len(units) <= _FEW_UNITS else []
    asked = (_in_sqlite if connection.vendor == "sqlite" else _in_postgresql)(wanted, in_few)
    newest: list[int] = []
    for first, last in _spans():
        newest += _standing(asked(first, last), found, most - len(newest))
        if len(newest) >= most:
            break
    return newest


def _among(ratings: Collection[int], words: Sequence[str]) -> list[int]:
    """Those of a few ratings whose remark holds the words, the newest first, without the index."""
    texts = Reading.objects.filter(pk__in=ratings).order_by("-pk").values_list("pk", "folded")
    return [
        rating
        for rating, text in texts
        if all(word in text for word in words) and _holds(text, words)
    ]


def _holds(text: str, words: Sequence[str]) -> bool:
    """Whether all are words of the text, the last one perhaps only the beginning of one."""
    *whole, beginning = words
    there = set(_WORD.findall(text))
    return there.issuperset(whole) and any(word.startswith(beginning) for word in there)


def _spans() -> Iterator[tuple[int, int]]:
    """All spans in ever longer runs, the newest first: the first and the last of each."""
    last = (Reading.objects.aggregate(last=Max("pk"))["last"] or 0) >> SPAN_BITS
    length = _SPANS
    while last >= 0:
        first = max(last - length + 1, 0)
        yield first, last
        last, length = first - 1, length * _GROWTH


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
    text = f"{' & '.join(words)}:*"
    if units:
        text += f" & ({' | '.join(unit.replace('-', '') for unit in units)})"

    def asked(first: int, last: int) -> tuple[str, Values]:
        spans = " | ".join(f"span{number}" for number in range(first, last + 1))
        return _POSTGRESQL, (f"{text} & ({spans})",)

    return asked


def _quoted(words: list[str]) -> list[str]:
    return [f'"{word}"' for word in words]
