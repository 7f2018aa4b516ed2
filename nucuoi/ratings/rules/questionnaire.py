"""What a person is asked: reading a version of the questionnaire in one language for one rater."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

RATERS = ("citizen", "business")
_FOLDER = Path(__file__).resolve().parent.parent / "questionnaires"


@dataclass(frozen=True, slots=True)
class Option:
    """A tick: the tag it stores and what it says."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """One of the plan's three things; `name` is its field in a rating."""

    name: str
    label: str
    about: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A version of the questionnaire as one person reads it.

    Attributes:
        code: Code of the version.
        question: The one question.
        scores: Label of each face, 5 first.
        dimensions: Tinh thần, thái độ, phong cách ứng xử.
        said: The plan's "4 xin"; ticked after a good face.
        always: The plan's "4 luôn"; ticked after a good face.
        missing: What was missing; ticked after a poor face.
        breaches: Breaches of criterion 4, kept apart; ticked after a poor face.
        headings: Sentences around the ticks, by name.
        consent: What is promised about privacy; versions without one have the page's own words.
    """

    code: str
    question: str
    scores: Mapping[int, str]
    dimensions: tuple[Dimension, ...]
    said: tuple[Option, ...]
    always: tuple[Option, ...]
    missing: tuple[Option, ...]
    breaches: tuple[Option, ...]
    headings: Mapping[str, str]
    consent: str


def read(code: str, content: Mapping[str, Any], lang: str, rater: str) -> Wording:
    """The wording of the version `code`; `lang` in `LANGUAGES`, `rater` in `RATERS`."""
    tags = {name: _options(entries, lang) for name, entries in content["tags"].items()}
    return Wording(
        code=code,
        question=content["question"][rater][lang],
        scores={int(score): words[lang] for score, words in content["scores"].items()},
        dimensions=tuple(
            Dimension(name, words["name"][lang], words["about"][rater][lang])
            for name, words in content["dimensions"].items()
        ),
        headings={name: words[lang] for name, words in content["headings"].items()},
        consent=content.get("consent", {}).get(lang) or page_words(lang)["privacy"],
        **tags,
    )


def packaged() -> list[dict[str, Any]]:
    """The versions that come with the package: number, code, valid_from and content each."""
    files = sorted(_FOLDER.glob("nu-cuoi-*.json"))
    return [json.loads(file.read_text(encoding="utf-8")) for file in files]


@cache
def page_words(lang: str) -> Mapping[str, str]:
    """Buttons, help and errors around the questions, by name; `lang` in `LANGUAGES`."""
    words: dict[str, str] = json.loads((_FOLDER / f"page.{lang}.json").read_text(encoding="utf-8"))
    return words


def _options(entries: list[tuple[str, Mapping[str, str]]], lang: str) -> tuple[Option, ...]:
    return tuple(Option(value, words[lang]) for value, words in entries)
