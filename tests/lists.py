"""The packaged lists for tests: read once, and copies that a test may spoil."""

from functools import cache

from nucuoi.organisation.actions.import_units import PACKAGED
from nucuoi.organisation.rules.history import History, join
from nucuoi.organisation.rules.lists import FILES, Lists, read_lists


def contents() -> dict[str, bytes]:
    """File name to bytes of the packaged lists; a new mapping each time."""
    return {file: (PACKAGED / file).read_bytes() for file in FILES}


def spoilt(file: str, old: str, new: str) -> dict[str, bytes]:
    """The packaged lists with one piece of text replaced where it first stands."""
    lists = contents()
    assert old.encode() in lists[file]
    return lists | {file: lists[file].replace(old.encode(), new.encode(), 1)}


@cache
def packaged() -> Lists:
    """The packaged lists as read."""
    return read_lists(contents())


@cache
def history() -> History:
    """The history joined from them."""
    return join(packaged())
