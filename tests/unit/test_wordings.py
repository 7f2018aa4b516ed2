"""What of a questionnaire may be worded anew, when it is whole, and what differs."""

from typing import Any

import pytest

from nucuoi.foundation.languages import LANGUAGES
from nucuoi.ratings.rules import questionnaire, wordings
from nucuoi.ratings.rules.questionnaire import RATERS
from nucuoi.ratings.rules.wordings import FIXED, SLOTS

FIRST: dict[str, Any] = questionnaire.packaged()[0]["content"]


def _leaves(node: Any) -> int:
    """How many texts there are, each in its languages."""
    if isinstance(node, dict) and "vi" in node:
        return 1
    parts = node.values() if isinstance(node, dict) else [pair[1] for pair in node]
    return sum(map(_leaves, parts))


def test_every_text_of_the_packaged_questionnaire_can_be_reached() -> None:
    """Nothing that people read stays outside the editing screen."""
    assert _leaves(wordings.whole(FIRST)) == len(SLOTS)
    assert all(all(wordings.texts(FIRST, lang).values()) for lang in LANGUAGES)


def test_the_packaged_questionnaire_is_whole() -> None:
    """The limits are such that the version in use keeps to them."""
    assert wordings.faults(FIRST) == []
    assert wordings.has_right_ticks(FIRST)


def test_a_version_without_consent_shows_the_page_s_own() -> None:
    """What older versions promise about privacy stays what they promised."""
    old = questionnaire.read("x", FIRST, "en", "citizen").consent
    new = wordings.reworded(FIRST, "en", {"consent": "No name is asked."})

    assert old == questionnaire.page_words("en")["privacy"]
    assert questionnaire.read("x", new, "en", "citizen").consent == "No name is asked."


def test_rewording_leaves_the_version_it_was_copied_from_alone() -> None:
    """A draft is a copy."""
    before = wordings.texts(FIRST, "vi")
    wordings.reworded(FIRST, "vi", {"tags.said.chao": "Chào hỏi", "question.citizen": "Thế nào?"})

    assert wordings.texts(FIRST, "vi") == before


def test_a_reworded_tick_is_what_people_read() -> None:
    """The words change, the tag that is stored does not."""
    new = wordings.reworded(FIRST, "ko", {"tags.breaches.tho_o": "무관심"})
    breaches = questionnaire.read("x", new, "ko", "business").breaches

    assert ("tho_o", "무관심") in [(option.value, option.label) for option in breaches]
    assert wordings.has_right_ticks(new)


@pytest.mark.parametrize("path", FIXED)
def test_the_state_s_own_words_cannot_be_changed(path: str) -> None:
    """SIPAS's labels and the plan's three things stay in Vietnamese, their translations need not."""
    vietnamese = wordings.reworded(FIRST, "vi", {path: "Khác"})
    english = wordings.reworded(FIRST, "en", {path: "Other"})

    assert wordings.difference(FIRST, vietnamese) == []
    assert [change.new for change in wordings.difference(FIRST, english)] == ["Other"]


@pytest.mark.parametrize(
    ("lang", "path", "text", "said"),
    [
        ("zh", "headings.poor", "", "Chưa có bản 中文."),
        ("vi", "tags.said.chao", "a" * 41, "Dài 41 ký tự, nhiều nhất 40."),
        ("en", "consent", "a\nb", "Có ký tự không hiện được."),
    ],
)
def test_what_cannot_be_asked_is_named(lang: str, path: str, text: str, said: str) -> None:
    """A missing language, a text too long for its place, a sign nobody sees."""
    [fault] = wordings.faults(wordings.reworded(FIRST, lang, {path: text}))

    assert (fault.slot.path, fault.lang, fault.sentence) == (path, lang, said)


def test_a_tick_of_one_s_own_is_noticed() -> None:
    """Which ticks there are is the contract's."""
    content = wordings.whole(FIRST)
    content["tags"]["said"].append(["moi", dict.fromkeys(LANGUAGES, "Mới")])

    assert not wordings.has_right_ticks(content)


def test_a_translation_left_behind_is_named() -> None:
    """Vietnamese anew and English too: Chinese and Korean still say the old thing."""
    new = wordings.reworded(FIRST, "vi", {"question.citizen": "Hôm nay Ông/Bà thấy thế nào?"})
    new = wordings.reworded(new, "en", {"question.citizen": "How was it today?"})
    changes = wordings.difference(FIRST, new)
    [(slot, behind)] = wordings.left_behind(changes)

    assert [(change.lang, change.new) for change in changes] == [
        ("vi", "Hôm nay Ông/Bà thấy thế nào?"),
        ("en", "How was it today?"),
    ]
    assert (slot.path, behind) == ("question.citizen", ["zh", "ko"])


@pytest.mark.parametrize("rater", RATERS)
def test_each_rater_has_a_question_of_its_own(rater: str) -> None:
    """Motto 3: a business is asked in words of its own."""
    new = wordings.reworded(FIRST, "vi", {f"question.{rater}": "Xin hỏi?"})
    asked = {who: questionnaire.read("x", new, "vi", who).question for who in RATERS}

    assert [who for who in RATERS if asked[who] == "Xin hỏi?"] == [rater]
