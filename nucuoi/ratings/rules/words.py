"""Closed lists of words in a rating and the small numbers they are stored as."""

from collections.abc import Sequence
from enum import IntEnum


class Evidence(IntEnum):
    """Evidence class, set by the server from the credential (design §4.3).

    `DISPUTED` is never stored on a rating: rollups keep the second use of a ticket under it.
    """

    TICKET = 1
    KIOSK = 2
    PAPER = 3
    OPEN = 4
    DISPUTED = 5


class Channel(IntEnum):
    """The door a rating came in by."""

    KIOSK = 1
    WEB = 2
    QR = 3
    LINK = 4
    SMS = 5
    PAPER = 6


class Rater(IntEnum):
    """Who rates."""

    CITIZEN = 1
    BUSINESS = 2


class Apology(IntEnum):
    """Answer to "was there an apology and a new date?" when the ticket says the dossier was late."""

    YES = 1
    NO = 2
    UNKNOWN = 3


class AttributedBy(IntEnum):
    """How the official on duty was found (design §4.4)."""

    SIGN_ON = 1
    ROSTER = 2
    HOLDER = 3
    COUNTER_ONLY = 4


class Language(IntEnum):
    """Language the person answered in."""

    VI = 1
    EN = 2
    ZH = 3
    KO = 4


GOOD_TAGS = (
    "chao", "xin_loi", "cam_on", "xin_phep", "mim_cuoi", "nhe_nhang", "lang_nghe", "giup_do",
)  # fmt: skip
"""The plan's "4 xin, 4 luôn" (TC3)."""

MISSING_TAGS = tuple(f"thieu_{tag}" for tag in GOOD_TAGS)
FIGURE_TAGS = GOOD_TAGS + MISSING_TAGS
"""Tags that rollups count; the bit of a tag in `Rating.tags` is its place here."""

BREACH_TAGS = ("gay_kho_khan", "voi_vinh", "keo_dai", "tho_o")
"""Breaches of criterion 4: kept apart, in no figure, seen only by the inspector (design §5)."""

TAGS = FIGURE_TAGS + BREACH_TAGS


def figure_bits(tags: Sequence[str]) -> int:
    """The figure tags among `tags` as a bit mask; breaches are left out."""
    return sum(1 << FIGURE_TAGS.index(tag) for tag in set(tags) if tag in FIGURE_TAGS)


def breach_bits(tags: Sequence[str]) -> int:
    """The breaches among `tags` as a bit mask over `BREACH_TAGS`."""
    return sum(1 << BREACH_TAGS.index(tag) for tag in set(tags) if tag in BREACH_TAGS)


def figure_tags(bits: int) -> list[str]:
    """The figure tags of a bit mask, in the order of `FIGURE_TAGS`."""
    return [tag for place, tag in enumerate(FIGURE_TAGS) if bits >> place & 1]
