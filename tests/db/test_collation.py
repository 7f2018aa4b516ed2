"""Names stand in Vietnamese order, and PostgreSQL's own order of `vi` is the same."""

import pytest
from django.db import connection

from nucuoi.foundation.names import sort_key

IN_ORDER = "An Án Anh Ăn Ân Bình Cường Dũng Đặng Đỗ Em Hà Lê Lý Oanh Ông Ơn Phạm Thủy Uyên Ưng Yến"


@pytest.mark.postgresql
@pytest.mark.django_db
@pytest.mark.parametrize("collation", ['COLLATE "vi-x-icu"', ""])
def test_the_database_sorts_as_we_do(collation: str) -> None:
    """ICU's `vi`, by name and as the order of a database made with it, is the order of `sort_key`."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT name FROM unnest(%s::text[]) AS given (name) ORDER BY name {collation}",  # noqa: S608  # from above
            [sorted(IN_ORDER.split())],
        )
        found = [name for (name,) in cursor.fetchall()]

    assert found == IN_ORDER.split()


def test_we_sort_so() -> None:
    """The same list, sorted by us, whatever the database."""
    assert sorted(sorted(IN_ORDER.split()), key=sort_key) == IN_ORDER.split()
