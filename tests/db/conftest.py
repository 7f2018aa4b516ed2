"""Situations that many database tests begin from."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation.actions import import_units
from nucuoi.ratings.intake import desk


@pytest.fixture(scope="module")
def packaged_tree(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The packaged lists, imported once for all tests of a module and undone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        import_units(by=SYSTEM)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """A desk left open by another test knows counters that were rolled back with it."""
    desk.close()
