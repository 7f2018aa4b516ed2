"""What tests of signing in need."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_limits(request: pytest.FixtureRequest) -> Iterator[None]:
    """Limits and used codes of one test do not reach the next; they stand in the database."""
    asked = request.node.get_closest_marker("django_db") or "db" in request.fixturenames
    if asked:
        cache.clear()
    yield
    if asked:
        cache.clear()
