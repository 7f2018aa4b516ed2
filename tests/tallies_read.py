"""Reading tallies whole, to compare one state with another."""

from django.db import connection

TABLES = ("scores_monthtally", "scores_weektally", "scores_daytally")


def all_cells() -> dict[str, list[tuple[int, ...]]]:
    """Every cell of the three tables, key and counts without the row's number, in order."""
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  # our own names
            own = [place for place, column in enumerate(cursor.description) if column[0] != "id"]
            found[table] = sorted(tuple(row[place] for place in own) for row in cursor.fetchall())
    return found
