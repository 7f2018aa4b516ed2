"""Every word a citizen may read is there in every language, with the same places to fill."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import nucuoi
from nucuoi.cases.actions.dialogue import LONGEST, MOST
from nucuoi.foundation.languages import LANGUAGE_NAMES, LANGUAGES
from nucuoi.portal.rules.words import portal_words

ROOT = Path(nucuoi.__file__).parent
BOOKS = {
    "around the questions": "ratings/questionnaires/page.{}.json",
    "tablet": "kiosk/words/{}.json",
    "codes, dialogue, verification": "portal/words/{}.json",
    "errors and frame": "web/words/{}.json",
}
TEMPLATES = {
    "receipt": ("receipt", "_receipt_form", "_receipt_unknown", "_receipt_found"),
    "dialogue": ("_dialogue",),
    "verification": ("verification",),
    "front": ("front",),
}
VERIFY = ROOT / "ratings/static/ratings/verify"


def sentences(words: Any, way: str = "") -> Iterator[tuple[str, str]]:
    """Every sentence of a book with the way to it."""
    if isinstance(words, str):
        yield way, words
        return
    for name, inner in words.items() if isinstance(words, dict) else enumerate(words):
        yield from sentences(inner, f"{way}.{name}")


def book(pattern: str, lang: str) -> dict[str, str]:
    """A book's sentences in a language by the way to each."""
    return dict(sentences(json.loads((ROOT / pattern.format(lang)).read_text(encoding="utf-8"))))


def places(sentence: str) -> set[str]:
    """What a sentence leaves to be filled."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("pattern", BOOKS.values(), ids=BOOKS)
def test_no_word_is_missing(pattern: str, lang: str) -> None:
    """The same sentences as in Vietnamese, none empty, each with the same places."""
    ours, theirs = book(pattern, "vi"), book(pattern, lang)

    assert theirs.keys() == ours.keys()
    assert [way for way, said in theirs.items() if not said.strip()] == []
    assert [way for way in ours if places(ours[way]) != places(theirs[way])] == []


@pytest.mark.parametrize("pattern", BOOKS.values(), ids=BOOKS)
def test_no_word_was_left_in_vietnamese(pattern: str) -> None:
    """Other languages have no letter that only Vietnamese has, but in the product's name."""
    only = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]", re.IGNORECASE)
    for lang in set(LANGUAGES) - {"vi"}:
        said = {way: text.replace("Nụ Cười", "") for way, text in book(pattern, lang).items()}
        assert [way for way, text in said.items() if only.search(text)] == [], lang


def test_every_language_has_a_name() -> None:
    """The list that the citizen chooses from is the list of languages."""
    assert tuple(LANGUAGE_NAMES) == LANGUAGES


def test_words_that_the_pages_ask_for_are_there() -> None:
    """A template that names a word nobody wrote would show nothing."""
    words = portal_words("vi")
    for page, names in TEMPLATES.items():
        text = "".join(
            (ROOT / f"portal/templates/portal/{name}.html").read_text(encoding="utf-8")
            for name in names
        )
        asked = set(re.findall(r"(?:said_words|words)\.(\w+)", text)) - set(words)
        assert asked <= {*words[page], *words["receipt"]}, page


def test_words_that_the_check_asks_for_are_there() -> None:
    """What the modules of `/kiem-chung/` can say stands in the book, and nothing else does."""
    text = "".join(file.read_text(encoding="utf-8") for file in VERIFY.glob("*.js"))
    faults = set(re.findall(r'new Broken\("(\w+)"', text))
    said = set(re.findall(r'\bwords\("(\w+)"', text)) | {
        "none",
        "match",
        "not_yet",
        "contradiction",
    }

    assert faults == set(portal_words("vi")["faults"])
    assert said == set(portal_words("vi")["checks"])
    assert "new Broken(`" not in text


def test_refusals_of_the_dialogue_are_there() -> None:
    """Each reason an action gives is a sentence, and its figures are the action's."""
    text = "".join(
        (ROOT / f"cases/actions/{name}.py").read_text(encoding="utf-8")
        for name in ("dialogue", "retention")
    )
    words = portal_words("vi")

    assert {*re.findall(r'reason="(\w+)"', text), "moved"} == set(words["refusals"])
    assert f" {MOST} " in words["refusals"]["full"]
    assert f"{LONGEST:,}".replace(",", ".") in words["dialogue"]["message_wrong"]
