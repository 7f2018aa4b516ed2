"""Searching what people wrote: masked text only, forgiving missing diacritics."""

import re
from collections.abc import Collection

from django.db import connection

from nucuoi.foundation.names import fold

MOST = 100
"""Newest matches that a search gives."""
_WORD = re.compile(r"[^\W_]+")
_WORDS = 8
_FEW = 8
"""Up to so many units are looked up in the index; with more, what it finds of words is gone through."""
_SQLITE = """
    SELECT rowid FROM cases_search WHERE cases_search MATCH %s ORDER BY rowid DESC LIMIT %s
"""
_SQLITE_WIDE = """
    SELECT reading.rating FROM cases_search
    CROSS JOIN cases_reading reading ON reading.rating = cases_search.rowid
    WHERE cases_search MATCH %s AND reading.unit IN ({})
    ORDER BY cases_search.rowid DESC LIMIT %s
"""
# Materialised, or the limit makes the planner read every text from the newest on.
_POSTGRESQL = """
    WITH found AS MATERIALIZED (
        SELECT rating, unit FROM cases_reading
        WHERE to_tsvector('simple', folded || ' ' || replace(unit, '-', ''))
            @@ to_tsquery('simple', %s)
    )
    SELECT rating FROM found WHERE unit IN ({}) ORDER BY rating DESC LIMIT %s
"""


def find(words: str, units: Collection[str], most: int = MOST) -> list[int]:
    """Ratings whose masked remark holds all the words, the newest first.

    Args:
        words: Case and diacritics do not matter; the last one may be the beginning of a word.
        units: Identities of the units whose remarks are looked at.
        most: How many at most.
    """
    wanted = _WORD.findall(fold(words))[:_WORDS]
    if not wanted or not units:
        return []
    found = _in_sqlite if connection.vendor == "sqlite" else _in_postgresql
    return found(wanted, sorted(units), most)


def _in_sqlite(words: list[str], units: list[str], most: int) -> list[int]:
    text = f"{{folded}} : ({' AND '.join(_quoted(words))} *)"
    if len(units) <= _FEW:
        return _rows(_SQLITE, f"{text} AND {{unit}} : ({' OR '.join(_quoted(units))})", most)
    return _rows(_SQLITE_WIDE.format(_marks(units)), text, *units, most)


def _in_postgresql(words: list[str], units: list[str], most: int) -> list[int]:
    asked = f"{' & '.join(words)}:*"
    if len(units) <= _FEW:
        asked += f" & ({' | '.join(unit.replace('-', '') for unit in units)})"
    return _rows(_POSTGRESQL.format(_marks(units)), asked, *units, most)


def _marks(units: list[str]) -> str:
    return ", ".join(["%s"] * len(units))


def _quoted(words: list[str]) -> list[str]:
    return [f'"{word}"' for word in words]


def _rows(statement: str, *values: str | int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [rating for (rating,) in cursor.fetchall()]
