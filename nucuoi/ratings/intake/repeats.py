"""A second sending with an id that is known: the same rating, or another one."""

from cryptography.fernet import Fernet

from nucuoi.ratings.errors import Mismatch
from nucuoi.ratings.intake.answers import Answer
from nucuoi.ratings.intake.prepared import Prepared
from nucuoi.ratings.intake.rows import Known, NewRating


def answer(sent: Prepared, known: Known, keys: Fernet) -> Answer:
    """Duplicate, with the same receipt, when it is the same rating.

    What has been erased counts as the same: nobody is told what was there.

    Raises:
        Mismatch: If it is another rating, or comes with another receipt.
    """
    if sent.lookup_hash != known.lookup_hash:
        raise Mismatch("receipt", "Đánh giá này đã được nhận với mã tra cứu khác.")
    if not _same(sent, known) or not _same_contact(sent, known, keys):
        raise Mismatch("id", "Mã id này đã dùng cho một đánh giá có nội dung khác.")
    return Answer(id=sent.submission.id, status="duplicate", receipt=sent.code)


def as_known(rating: NewRating) -> Known:
    """A rating of the same transaction, as if it had been read back."""
    text, sent = rating.text, rating.sent
    return Known(
        content=rating.content,
        lookup_hash=rating.lookup_hash,
        has_text=text is not None,
        text=(text.remark, text.breaches) if text else None,
        times=(sent.rated_ms, sent.outbox, sent.seq),
        contact=rating.contact,
    )


def _same(sent: Prepared, known: Known) -> bool:
    times = (sent.rated_ms, sent.outbox, sent.submission.seq)
    text = (sent.submission.remark or "", sent.breach_bits) if sent.has_text else None
    return (
        sent.content == known.content
        and sent.has_text == known.has_text
        and known.text in {None, text}
        and known.times in {None, times}
    )


def _same_contact(sent: Prepared, known: Known, keys: Fernet) -> bool:
    given = sent.submission.contact
    return known.contact is None or keys.decrypt(known.contact).decode() == given
