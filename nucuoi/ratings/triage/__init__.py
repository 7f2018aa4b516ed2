"""What is in a remark, by published rules: personal data, abuse, junk, topics.

Nothing is deleted and nothing is decided here: a person reads. No model, no network; the rules are
`names.toml` and `words.toml` beside this file. How well they do is measured in
docs/explanation/triage.md.
"""

import unicodedata

from msgspec import Struct

from nucuoi.ratings.triage import junk, personal
from nucuoi.ratings.triage.abuse import is_abusive
from nucuoi.ratings.triage.markup import without_tags
from nucuoi.ratings.triage.personal import Span
from nucuoi.ratings.triage.topics import topics_of
from nucuoi.ratings.triage.words import words_of

VERSION = 2
"""Of the rules; stored beside what they said."""


class Triage(Struct, frozen=True):
    """What the rules see in a remark.

    Attributes:
        masked: The text in NFC, with `•` for each sign of personal data; as long as that.
        personal: (kind, start, end) within `masked`, in order, none overlapping; kinds `phone`,
            `id_number`, `email`, `plate`, `dossier`, `name`.
        abusive: Whether it insults; it is marked, never withheld from the handler.
        junk: Whether it says nothing: trying the device, keys mashed, advertising.
        topics: Codes of what it is about, in the order of `words.toml`.
    """

    masked: str
    personal: tuple[Span, ...]
    abusive: bool
    junk: bool
    topics: tuple[str, ...]


def read(text: str) -> Triage:
    """Reads one remark; any text will do."""
    composed = unicodedata.normalize("NFC", text)
    spans = personal.find(composed)
    words = words_of(without_tags(composed))
    abusive = is_abusive(words_of(composed))
    empty = not abusive and junk.is_junk(composed)
    return Triage(
        masked=personal.mask(composed, spans),
        personal=spans,
        abusive=abusive,
        junk=empty,
        topics=() if empty else topics_of(words),
    )
