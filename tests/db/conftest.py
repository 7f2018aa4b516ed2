"""Situations that many database tests begin from."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation.actions import import_units


@pytest.fixture(scope="module")
def packaged_tree(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The packaged lists, imported once for all tests of a module and undone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        import_units(by=SYSTEM)
        yield
        transaction.set_rollback(True)
