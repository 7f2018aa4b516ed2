"""A data folder of its own for each test that publishes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings


@pytest.fixture
def data(tmp_path: Path, db: None) -> Iterator[Path]:
    """The data folder of the settings, empty, with a pause of nothing between checkpoints."""
    with override_settings(
        DATA=tmp_path,
        KEYS=tmp_path / "keys",
        BASE_URL="https://nucuoi.bacgiang.example",
        PUBLISH_EVERY_S=0,
    ):
        yield tmp_path
