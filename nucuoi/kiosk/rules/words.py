"""What the tablet says around the questions, by language."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent.parent / "words"


@cache
def kiosk_words(lang: str) -> Mapping[str, str]:
    """Sentences of the tablet's screens, by name; `lang` one of the questionnaire's languages."""
    words: dict[str, str] = json.loads((_FOLDER / f"{lang}.json").read_text(encoding="utf-8"))
    return words
