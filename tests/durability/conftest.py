"""Installations that may be killed."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.durability.databases import Cluster, SqliteFile
from tests.durability.installation import Installation


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an office in it, made once."""
    data = tmp_path_factory.mktemp("filled")
    Installation(data, SqliteFile(data)).stop()
    return data


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An empty folder."""
    (tmp_path / "var").mkdir()
    return tmp_path / "var"


@pytest.fixture
def installation(filled: Path, data: Path) -> Iterator[Installation]:
    """A running installation with an office."""
    with copied(filled, data) as running:
        running.start()
        yield running


@pytest.fixture
def on_postgresql(data: Path) -> Iterator[Installation]:
    """A running installation whose database is a server of its own."""
    running = Installation(data, Cluster())
    try:
        running.start()
        yield running
    finally:
        running.stop()


@contextmanager
def copied(filled: Path, data: Path) -> Iterator[Installation]:
    """An installation over a copy of a filled folder, not yet started; ended afterwards."""
    shutil.copytree(filled, data, dirs_exist_ok=True)
    installation = Installation(data, SqliteFile(data))
    try:
        yield installation
    finally:
        installation.stop()
