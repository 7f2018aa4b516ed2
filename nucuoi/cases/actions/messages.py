"""Messages of the dialogue: each a leaf of the log, its text erasable."""

import secrets

from nucuoi.cases.models import CaseMessage, CaseMove
from nucuoi.ledger import actions as ledger
from nucuoi.ledger.proving import index_of
from nucuoi.ledger.rules.parts import SALT_BYTES, canonical_json, part_digest

VERSION = 1


def keep_message(move: CaseMove, text: str, *, masked: str) -> None:
    """Keeps the words of a move and gives them a leaf, in the move's transaction."""
    salt = secrets.token_bytes(SALT_BYTES)
    rating = move.case.rating
    index = index_of(rating) if rating else None
    leaf = None if index is None else ledger.keep_message(index, _digest(salt, text))
    CaseMessage.objects.create(move=move, text=text, masked=masked, salt=salt, leaf=leaf)


def _digest(salt: bytes, text: str) -> bytes:
    return part_digest("text", salt, canonical_json({"message": text, "v": VERSION}))
