"""What all tests share, and what holds for each of them: no network but this machine."""

import gc
import os
import re
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from tests import cluster, migrated
from tests.cast import client_of
from tests.emptying import emptying
from tests.tree import units

__all__ = ["client_of", "emptying", "units"]

LONGEST_NAME = 100
PAGES = re.compile(
    r"db/(accounts|desk|portal)/|page|permission|test_(rate_form|up|errors_become_http|invitation)"
)
"""Tests of what pages say and to whom: the queries beneath are asked by others, on both databases."""

_connect = socket.socket.connect


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what is about the other database: not collected, rather than skipped."""
    for item in items:
        if PAGES.search(item.nodeid.partition("::")[0]):
            item.add_marker("either")
    left_out = [item for item in items if any(map(item.get_closest_marker, _elsewhere(config)))]
    if left_out:
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)


def pytest_collection_finish() -> None:
    """All that is loaded by now stays: looking through it for garbage takes a second each time."""
    gc.freeze()


def _elsewhere(config: pytest.Config) -> list[str]:
    """Markers of what runs on the other database, and here only when it is named."""
    if os.environ.get(cluster.CHOICE) != "postgresql":
        return ["postgresql"]
    return ["sqlite"] if "either" in config.getoption("-m") else ["sqlite", "either"]


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Names a test by the beginning of a long text: a name of eight million characters is slow."""
    if isinstance(val, str | bytes) and len(val) > LONGEST_NAME:
        return f"{argname} of {len(val)}: {val[:20]!a}"
    return None


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """Each worker begins with a copy of one migrated database; nobody waits for its end."""
    migrated.of_worker(settings.DATABASES["default"])
    return True


@pytest.fixture(autouse=True, scope="session")
def _only_this_machine() -> Iterator[None]:
    """A test that asks another machine fails, with its name in the message."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _connect_here)
        yield


def _connect_here(self: socket.socket, address: Any) -> None:
    if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_here(str(address[0])):
        raise AssertionError(f"a test asked {address[0]}: tests use this machine only")
    _connect(self, address)


def _is_here(host: str) -> bool:
    return host in {"localhost", "::1"} or host.startswith("127.")
