"""What of a questionnaire may be worded anew, whether it is whole, and what differs between two.

The five labels are SIPAS's and the three things are the plan's, so their Vietnamese words are
fixed; which ticks there are is the contract's (`rules.words`) and nobody adds one here.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from nucuoi.foundation.languages import LANGUAGE_NAMES, LANGUAGES
from nucuoi.ratings.rules.questionnaire import RATERS, page_words
from nucuoi.ratings.rules.words import BREACH_TAGS, GOOD_TAGS, MISSING_TAGS

Content = dict[str, Any]

FIXED = {
    "scores.5": "Rất hài lòng",
    "scores.4": "Hài lòng",
    "scores.3": "Bình thường",
    "scores.2": "Không hài lòng",
    "scores.1": "Rất không hài lòng",
    "dimensions.spirit.name": "Tinh thần phục vụ",
    "dimensions.attitude.name": "Thái độ làm việc",
    "dimensions.conduct.name": "Phong cách ứng xử",
}
"""Vietnamese words that no version changes: SIPAS's labels, and the plan's three things (IV.5)."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One text of the questionnaire, there in four languages.

    Attributes:
        path: Where it stands, its parts joined by dots: `tags.said.chao`.
        label: What it is, in Vietnamese.
        limit: Most characters it may have, in any language.
    """

    path: str
    label: str
    limit: int

    @property
    def fixed(self) -> bool:
        """Whether its Vietnamese words may not be changed."""
        return self.path in FIXED


@dataclass(frozen=True, slots=True)
class Section:
    """Texts that a person meets together."""

    title: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a questionnaire cannot be asked as it is."""

    slot: Slot
    lang: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Change:
    """A text that is not what it was; `old` or `new` may be empty."""

    slot: Slot
    lang: str
    old: str
    new: str


_RATER_NAMES = {"citizen": "người dân", "business": "doanh nghiệp"}
_TICK = 40
_GOOD_NAMES = (
    "Xin chào", "Xin lỗi", "Xin cảm ơn", "Xin phép",
    "Luôn mỉm cười", "Luôn nhẹ nhàng", "Luôn lắng nghe", "Luôn giúp đỡ",
)  # fmt: skip
_BREACH_NAMES = ("Gây khó khăn, phiền hà", "Vòi vĩnh", "Kéo dài thời gian", "Thờ ơ, vô cảm")


def _ticks(group: str, tags: tuple[str, ...], names: tuple[str, ...]) -> tuple[Slot, ...]:
    return tuple(
        Slot(f"tags.{group}.{tag}", f"Ô “{name}”", _TICK)
        for tag, name in zip(tags, names, strict=True)
    )


def _dimension(name: str) -> tuple[Slot, ...]:
    title = FIXED[f"dimensions.{name}.name"]
    about = (
        Slot(f"dimensions.{name}.about.{rater}", f"Giải thích “{title}” cho {who}", 60)
        for rater, who in _RATER_NAMES.items()
    )
    return (Slot(f"dimensions.{name}.name", f"Tên “{title}”", _TICK), *about)


def _heading(name: str, label: str, limit: int = 60) -> Slot:
    return Slot(f"headings.{name}", label, limit)


SECTIONS = (
    Section(
        "Câu hỏi chính",
        tuple(Slot(f"question.{rater}", f"Hỏi {_RATER_NAMES[rater]}", 90) for rater in RATERS),
    ),
    Section(
        "Năm mức hài lòng",
        tuple(Slot(path, f"Mức {path[-1]}", 30) for path in FIXED if path.startswith("scores.")),
    ),
    Section(
        "Ba nội dung đánh giá",
        (*_dimension("spirit"), *_dimension("attitude"), *_dimension("conduct")),
    ),
    Section(
        "Sau khuôn mặt hài lòng",
        (
            _heading("good", "Lời cảm ơn"),
            _heading("said", "Lời dẫn “4 xin”"),
            _heading("said_about", "Tên gọi “4 xin”", 30),
            *_ticks("said", GOOD_TAGS[:4], _GOOD_NAMES[:4]),
            _heading("always", "Lời dẫn “4 luôn”"),
            _heading("always_about", "Tên gọi “4 luôn”", 30),
            *_ticks("always", GOOD_TAGS[4:], _GOOD_NAMES[4:]),
        ),
    ),
    Section(
        "Sau khuôn mặt chưa hài lòng",
        (
            _heading("poor", "Lời mở đầu"),
            _heading("missing", "Hỏi điều còn thiếu"),
            *_ticks("missing", MISSING_TAGS, tuple(f"Thiếu: {name}" for name in _GOOD_NAMES)),
        ),
    ),
    Section(
        "Việc không được làm (tiêu chí 4)",
        (
            _heading("breaches", "Câu hỏi", 90),
            _heading("breaches_about", "Ai được xem", 320),
            *_ticks("breaches", BREACH_TAGS, _BREACH_NAMES),
        ),
    ),
    Section(
        "Cam kết và lời kết",
        (
            Slot("consent", "Lời cam kết về quyền riêng tư", 200),
            _heading("thanks", "Lời cảm ơn cuối"),
        ),
    ),
)
SLOTS = {slot.path: slot for section in SECTIONS for slot in section.slots}


def whole(content: Mapping[str, Any]) -> Content:
    """A copy in which the consent text of older versions is filled in from the page's words."""
    copy = deepcopy(dict(content))
    copy.setdefault("consent", {lang: page_words(lang)["privacy"] for lang in LANGUAGES})
    return copy


def texts(content: Mapping[str, Any], lang: str) -> dict[str, str]:
    """Every text in one language by its path; empty where there is none."""
    filled = whole(content)
    return {path: str(_leaf(filled, path).get(lang, "")) for path in SLOTS}


def reworded(content: Mapping[str, Any], lang: str, words: Mapping[str, str]) -> Content:
    """A copy with other words in one language; fixed words stay as they are.

    Raises:
        KeyError: If a path is none of `SLOTS`.
    """
    changed = whole(content)
    for path, text in words.items():
        if not (SLOTS[path].fixed and lang == "vi"):
            _leaf(changed, path)[lang] = text
    return changed


def faults(content: Mapping[str, Any]) -> list[Fault]:
    """All that keeps the questionnaire from being asked, in the order of the sections."""
    found = []
    for lang in LANGUAGES:
        words = texts(content, lang)
        found += [
            Fault(slot, lang, sentence)
            for path, slot in SLOTS.items()
            if (sentence := _wrong(slot, lang, words[path]))
        ]
    order = list(SLOTS)
    return sorted(found, key=lambda fault: order.index(fault.slot.path))


def has_right_ticks(content: Mapping[str, Any]) -> bool:
    """Whether the ticks are exactly those a rating can carry, in their order."""
    tags = {name: tuple(tag for tag, _ in pairs) for name, pairs in content["tags"].items()}
    return tags == {
        "said": GOOD_TAGS[:4],
        "always": GOOD_TAGS[4:],
        "missing": MISSING_TAGS,
        "breaches": BREACH_TAGS,
    }


def difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """Texts that differ between two versions, language by language."""
    return [
        Change(SLOTS[path], lang, before[path], after[path])
        for lang in LANGUAGES
        for before, after in [(texts(old, lang), texts(new, lang))]
        for path in SLOTS
        if before[path] != after[path]
    ]


def left_behind(changes: list[Change]) -> list[tuple[Slot, list[str]]]:
    """Texts whose Vietnamese words changed while the named languages still say the old thing."""
    changed = {(change.slot.path, change.lang) for change in changes}
    found = []
    for change in changes:
        if change.lang == "vi":
            behind = [lang for lang in LANGUAGES if (change.slot.path, lang) not in changed]
            found += [(change.slot, behind)] if behind else []
    return found


def _wrong(slot: Slot, lang: str, text: str) -> str:
    """What is wrong with a text, as a sentence; empty when it can be asked."""
    if not text.strip():
        return f"Chưa có bản {LANGUAGE_NAMES[lang]}."
    if len(text) > slot.limit:
        return f"Dài {len(text)} ký tự, nhiều nhất {slot.limit}."
    if not text.isprintable():
        return "Có ký tự không hiện được."
    if slot.fixed and lang == "vi" and text != FIXED[slot.path]:
        return f"Phải giữ đúng “{FIXED[slot.path]}”."
    return ""


def _leaf(content: Mapping[str, Any], path: str) -> dict[str, str]:
    """The four languages of a text; ticks stand in lists of code and words."""
    node: Any = content
    for part in path.split("."):
        node = dict(_pairs(node))[part]
    leaf: dict[str, str] = node
    return leaf


def _pairs(node: Any) -> Iterator[tuple[str, Any]]:
    yield from node.items() if isinstance(node, dict) else node
