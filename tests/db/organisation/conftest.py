"""The small province stands in every test of the set-up."""

import pytest

from tests import one_stop


@pytest.fixture(autouse=True)
def province(db: None) -> None:
    """Two communes with a service point each."""
    one_stop.build()
