"""What tests of signing in need."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    """Limits and used codes of one test do not reach the next."""
    cache.clear()
    yield
    cache.clear()
