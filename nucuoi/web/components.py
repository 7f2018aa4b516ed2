"""Small records that pages hand to the parts: navigation, crumbs, choices, to-dos, steps of a timeline."""

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True)
class Entry:
    """One word of the bar (and of the dock on phones, where it needs its icon)."""

    label: str
    url: str
    icon: str
    current: bool = False
    count: int = 0
    """Shown as a lychee badge when above 0: what waits and is due."""


@dataclass(frozen=True)
class Person:
    """Who is signed in, as the bar names her."""

    name: str
    initials: str
    title: str = ""


@dataclass(frozen=True)
class Link:
    """A crumb or one segment of a choice; a crumb without `url` is only named."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Language:
    """A language the page can be read in; `label` is its own name."""

    code: str
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class ToDo:
    """One thing that waits for the person: what, why, and where to do it."""

    label: str
    url: str
    icon: str
    about: str = ""
    late: bool = False


class Step(Enum):
    """State of a step in a timeline; the value is its CSS class."""

    DONE = "is-done"
    NOW = "is-now"
    LATE = "is-late"
    LATER = "is-later"


@dataclass(frozen=True)
class Event:
    """One step of a timeline."""

    label: str
    about: str = ""
    state: Step = Step.DONE


@dataclass(frozen=True)
class PrintHead:
    """What stands at the head of a printed page, in words: the reader has no filters to look at."""

    unit: str
    parent: str
    period: str
    printed: str
    """When and by whom, as 15/05/2025 10:31 · Dương Quang Vinh."""


class Band(Enum):
    """Where a unit stands against its peers: label, icon, kind of chip."""

    OUTSTANDING = ("Vượt trội", "chevrons-up", "sun")
    BETTER = ("Tốt hơn", "chevron-up", "sun")
    SIMILAR = ("Tương đương", "minus", "plain")
    LOWER = ("Thấp hơn", "chevron-down", "rain")
    NEEDS_SUPPORT = ("Cần hỗ trợ", "chevrons-down", "rain")
    UNKNOWN = ("Chưa đủ dữ liệu", "dot", "open")


class Clock(Enum):
    """How near a deadline is: icon and kind of chip. SOON = a quarter of the time left or less."""

    CALM = ("clock", "plain")
    SOON = ("clock-exclamation", "line")
    LATE = ("alarm", "lychee")
    DONE = ("check", "jade")


FACES = {
    5: "Rất hài lòng",
    4: "Hài lòng",
    3: "Bình thường",
    2: "Không hài lòng",
    1: "Rất không hài lòng",
}
"""The five labels of SIPAS, best on top as in upright lists."""
