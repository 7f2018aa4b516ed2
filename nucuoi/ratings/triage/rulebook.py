"""The published rules, read once."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@cache
def names() -> dict[str, Any]:
    """`names.toml`: surnames, given names, titles, places."""
    return _read("names.toml")


@cache
def words() -> dict[str, Any]:
    """`words.toml`: short forms, abuse, junk, topics."""
    return _read("words.toml")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / name).read_text(encoding="utf-8"))
