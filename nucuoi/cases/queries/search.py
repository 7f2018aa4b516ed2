"""Searching what people wrote: masked text only, forgiving missing diacritics."""

import re
from collections.abc import Collection

from django.db import connection

from nucuoi.foundation.names import fold

MOST = 100
"""Newest matches that a search gives."""
_WORD = re.compile(r"[^\W_]+")
_WORDS = 8
_SQLITE = """
    SELECT reading.rating FROM cases_search
    JOIN cases_reading reading ON reading.rating = cases_search.rowid
    WHERE cases_search MATCH %s ORDER BY cases_search.rowid DESC LIMIT %s
"""
_POSTGRESQL = """
    SELECT rating FROM cases_reading
    WHERE to_tsvector('simple', folded || ' ' || replace(unit, '-', '')) @@ to_tsquery('simple', %s)
    ORDER BY rating DESC LIMIT %s
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
    sqlite = connection.vendor == "sqlite"
    asked = _match(wanted, units) if sqlite else _tsquery(wanted, units)
    with connection.cursor() as cursor:
        cursor.execute(_SQLITE if sqlite else _POSTGRESQL, (asked, most))
        return [rating for (rating,) in cursor.fetchall()]


def _match(words: list[str], units: Collection[str]) -> str:
    places = " OR ".join(f'"{unit}"' for unit in sorted(units))
    text = " AND ".join(f'"{word}"' for word in words)
    return f"{{folded}} : ({text} *) AND {{unit}} : ({places})"


def _tsquery(words: list[str], units: Collection[str]) -> str:
    places = " | ".join(unit.replace("-", "") for unit in sorted(units))
    return f"{' & '.join(words)}:* & ({places})"
