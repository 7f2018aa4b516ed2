"""`GET /api/v1/receipts`: what became of a rating, for the person who holds its code."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Header, Router, Schema

from nucuoi.cases.queries.dialogue import dialogue_of
from nucuoi.foundation.errors import Invalid
from nucuoi.ratings.queries.receipts import Found, State, receipt_of
from nucuoi.ratings.rules import receipt

router = Router(tags=["receipts"])


class Message(Schema):
    """One message of the dialogue under a receipt."""

    by: str
    at: datetime
    text: str


class ReceiptOut(Schema):
    """All members are always there: what is not known yet is null or empty.

    Attributes:
        status: `unknown` also when the tablet has not sent the rating yet.
        index: The line of the public log, from 0.
        proof: The proof file of C2SP tlog-proof; it opens the `receipt` part only.
    """

    status: State
    index: int | None
    logged_at: datetime | None
    witnessed_at: datetime | None
    excluded: str
    dialogue: list[Message]
    proof: str | None


@router.get(
    "/receipts",
    response=ReceiptOut,
    summary="Đánh giá của mã tra cứu này đã tới đâu",
    openapi_extra={"responses": {422: {"description": "Thiếu hoặc sai khóa tra cứu"}}},
)
def receipts(
    request: HttpRequest,
    response: HttpResponse,
    lookup: Annotated[str, Header(alias="Receipt")],
) -> ReceiptOut:
    """Answers known and unknown codes alike; the lookup key travels in the header only.

    Raises:
        Invalid: If the header is no lookup key.
    """
    response["Cache-Control"] = "no-store"
    try:
        found = receipt_of(receipt.read_lookup(lookup))
    except ValueError:
        sentence = "Khóa tra cứu gồm 32 byte viết bằng base64url, 43 ký tự."
        raise Invalid(sentence, fields={"Receipt": sentence}) from None
    return _out(found)


def _dialogue(rating: int | None) -> list[Message]:
    """Answers of the unit, and that she wrote, never what."""
    found = dialogue_of(rating)
    said = found.said if found else ()
    return [
        Message(by="unit" if one.by_unit else "citizen", at=one.at, text=one.text) for one in said
    ]


def _out(found: Found) -> ReceiptOut:
    return ReceiptOut(
        status=found.state,
        index=found.index,
        logged_at=found.signed_at,
        witnessed_at=found.witnessed_at,
        excluded=found.excluded,
        dialogue=_dialogue(found.rating),
        proof=found.proof.decode() if found.proof else None,
    )
