"""A data folder of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.keeping_folder import at_folder, new_folder


@pytest.fixture
def unblocked(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Databases may be used outside Django's own test transactions."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def folder(unblocked: None, tmp_path: Path) -> Iterator[Path]:
    """A new folder that is that of the settings."""
    with at_folder(new_folder(tmp_path / "var")) as data:
        yield data
