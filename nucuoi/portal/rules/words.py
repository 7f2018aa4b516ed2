"""What the public pages of citizens say, by language: codes, dialogue, verification, front page."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

Words = Mapping[str, Mapping[str, str]]
"""Sentences by page and name."""
_FOLDER = Path(__file__).resolve().parent.parent / "words"


@cache
def portal_words(lang: str) -> Words:
    """All sentences in one of the citizens' languages."""
    words: dict[str, dict[str, str]] = json.loads(
        (_FOLDER / f"{lang}.json").read_text(encoding="utf-8")
    )
    return words
