"""The search's index, made anew without what was erased; beside the work of others."""

from django.db import connection

PAGES = 2_000
"""Pages of the index that one statement on SQLite merges: writers wait no longer than that takes."""
_MERGE = "INSERT INTO cases_search (cases_search, rank) VALUES ('merge', %s)"
_WORKED = 2
"""A merge that had nothing to do changes fewer rows than this (SQLite's own documentation, FTS5 6.8)."""


def rebuild_index() -> None:
    """Takes the words of erased remarks out of the index: SQLite otherwise only marks them as gone.

    No transaction may be open.
    """
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("REINDEX INDEX CONCURRENTLY cases_search")
            return
        cursor.execute(_MERGE, [-PAGES])
        while _merged():
            pass


def _merged() -> bool:
    before = connection.connection.total_changes
    with connection.cursor() as cursor:
        cursor.execute(_MERGE, [PAGES])
    return bool(connection.connection.total_changes - before >= _WORKED)
