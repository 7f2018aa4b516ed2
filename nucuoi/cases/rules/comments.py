"""What an official may read of what people wrote about her, and when: in batches that name nobody."""

import re
from datetime import timedelta

from nucuoi.cases.rules.opening import SOLICITING
from nucuoi.ratings.triage.folding import fold
from nucuoi.ratings.triage.personal import MASK

LEAST = 5
"""Fewer comments make no batch: one of a few could be guessed."""
AGE = timedelta(days=7)
"""So old a comment must be, and so long after the last batch the next one comes."""
_MOST_HIDDEN = 0.4
_LEAST_LETTERS = 8
_MOMENTS = re.compile(
    r"\b\d{1,2} ?(?:gio|h|g)(?: ?\d{1,2})?(?: ?(?:phut|p))?(?: ?(?:ruoi|sang|trua|chieu))?\b"
    r"|\b\d{1,2}:\d{2}\b"
    r"|\b\d{1,2} ?[/-] ?\d{1,2}(?: ?[/-] ?\d{2,4})?\b"
    r"|\bngay (?:mung )?\d{1,2}(?: thang \d{1,2})?(?: nam \d{4})?\b"
    r"|\b(?:sang|trua|chieu|toi|hom) (?:nay|qua|kia)\b"
    r"|\b(?:thu (?:hai|ba|sau|bay|[2-7])|chu nhat)\b"
    r"|\b(?:quay|cua|ban) (?:so )?\d{1,2}\b"
)
"""Hours, days and counters, in folded text."""


def veiled(masked: str) -> str:
    """A masked remark whose hours, days and counters are masked too; as long as before."""
    signs = list(masked)
    for found in _MOMENTS.finditer(fold(masked)):
        signs[found.start() : found.end()] = MASK * (found.end() - found.start())
    return "".join(signs)


def tells_too_little(text: str) -> bool:
    """Whether masking took so much that what is left misleads, or points by its gaps to one person."""
    letters = sum(sign.isalpha() for sign in text)
    hidden = text.count(MASK)
    return letters < _LEAST_LETTERS or hidden > _MOST_HIDDEN * (letters + hidden)


def may_be_read(masked: str, *, topics: tuple[str, ...], abusive: bool, junk: bool) -> bool:
    """Whether a remark may stand in a batch: not what points to a breach, insults or says nothing."""
    return not (SOLICITING in topics or abusive or junk or tells_too_little(veiled(masked)))
