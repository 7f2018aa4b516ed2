"""Voiding canaries: ratings that the Front cast in secret are taken out by her alone."""

from django.db import transaction

from nucuoi.audit.actions import record
from nucuoi.foundation.errors import Invalid
from nucuoi.foundation.seat import Seat
from nucuoi.ledger import actions as ledger
from nucuoi.ledger import queries
from nucuoi.ratings.queries.receipts import receipt_of
from nucuoi.ratings.rules import receipt


def void_canaries(*, by: Seat, codes: list[str]) -> int:
    """Excludes the ratings of these codes with the reason `canary`, all or none.

    The one exclusion without a proposal: only the Front, who cast them, holds their codes.

    Returns:
        How many were excluded now; those excluded before are passed over.

    Raises:
        Invalid: Naming the first code that is none, is unknown, or is not in the log yet.
    """
    indexes = [_index(code) for code in codes]
    with transaction.atomic():
        due = [index for index in indexes if queries.counted(index) is not None]
        for index in due:
            ledger.change(index, None, why="canary")
        record(by=by, action="oversight.canary.voided", count=len(due))
    return len(due)


def _index(code: str) -> int:
    try:
        found = receipt_of(receipt.lookup(code))
    except ValueError:
        found = None
    if found is None or found.index is None:
        sentence = f"Mã {code} không đúng, hoặc lượt ấy chưa vào sổ."
        raise Invalid(sentence, fields={"codes": sentence})
    return found.index
