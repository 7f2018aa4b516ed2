"""The remarks written by hand (tests/vectors/remarks), with what is marked in them."""

import re
from pathlib import Path
from typing import NamedTuple

from nucuoi.ratings.triage.personal import Span

_FOLDER = Path(__file__).parent / "vectors" / "remarks"
_MARK = re.compile(r"\{(\w+)\|([^}]*)\}")


class Remark(NamedTuple):
    """A remark and the personal data that a person sees in it."""

    text: str
    personal: tuple[Span, ...]


def remarks(*names: str) -> list[Remark]:
    """All remarks of these files."""
    lines = [line for name in names for line in (_FOLDER / f"{name}.txt").read_text().splitlines()]
    return [_read(line) for line in lines]


def _read(line: str) -> Remark:
    text, at, spans = "", 0, []
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        spans.append((mark[1], len(text), len(text) + len(mark[2])))
        text += mark[2]
        at = mark.end()
    return Remark(text + line[at:], tuple(spans))
