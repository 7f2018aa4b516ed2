"""The questionnaire: complete in every language, and with no tag that a rating could not carry."""

from collections.abc import Iterator
from typing import Any

import pytest

from nucuoi.foundation.languages import LANGUAGES
from nucuoi.ratings.rules import questionnaire
from nucuoi.ratings.rules.questionnaire import RATERS
from nucuoi.ratings.rules.words import BREACH_TAGS, GOOD_TAGS, MISSING_TAGS

VERSIONS = questionnaire.packaged()


def code(version: dict[str, Any]) -> str:
    """Name of a version in the report."""
    return str(version["code"])


@pytest.mark.parametrize("version", VERSIONS, ids=code)
@pytest.mark.parametrize("rater", RATERS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_and_rater_can_be_asked(
    version: dict[str, Any], rater: str, lang: str
) -> None:
    """Nothing is missing: question, five labels, three dimensions, every tick."""
    wording = questionnaire.read(version["code"], version["content"], lang, rater)

    assert list(wording.scores) == [5, 4, 3, 2, 1]
    assert [dimension.name for dimension in wording.dimensions] == ["spirit", "attitude", "conduct"]
    assert all(_texts(version["content"], lang))


@pytest.mark.parametrize("version", VERSIONS, ids=code)
def test_ticks_are_the_closed_lists(version: dict[str, Any]) -> None:
    """What can be ticked is what a rating can carry, in the order of its words."""
    wording = questionnaire.read(version["code"], version["content"], "vi", "citizen")

    assert _values(wording.said) + _values(wording.always) == GOOD_TAGS
    assert _values(wording.missing) == MISSING_TAGS
    assert _values(wording.breaches) == BREACH_TAGS


def test_the_five_labels_are_those_of_sipas() -> None:
    """Word for word: results must compare with the national survey."""
    [first, *_] = VERSIONS
    wording = questionnaire.read(first["code"], first["content"], "vi", "citizen")

    assert list(wording.scores.values()) == [
        "Rất hài lòng",
        "Hài lòng",
        "Bình thường",
        "Không hài lòng",
        "Rất không hài lòng",
    ]


def test_versions_are_told_apart() -> None:
    """Numbers and codes of versions are unique."""
    assert len({version["number"] for version in VERSIONS}) == len(VERSIONS)
    assert len({version["code"] for version in VERSIONS}) == len(VERSIONS)


def _values(options: tuple[questionnaire.Option, ...]) -> tuple[str, ...]:
    return tuple(option.value for option in options)


def _texts(content: Any, lang: str) -> Iterator[str]:
    """Every text of that language, however deep."""
    if isinstance(content, dict) and lang in content:
        yield content[lang]
    elif isinstance(content, dict | list):
        for part in content.values() if isinstance(content, dict) else content:
            yield from _texts(part, lang)
