"""What all tests share, and what holds for each of them: no network but this machine."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from tests.cast import client_of
from tests.emptying import emptying
from tests.tree import units

__all__ = ["client_of", "emptying", "units"]

_connect = socket.socket.connect


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
