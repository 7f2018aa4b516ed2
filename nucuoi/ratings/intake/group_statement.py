"""The statement that stores a group on PostgreSQL, and what is read for a group that may meet something.

`?` stands for a value, as in `statements.py`.
"""

from collections.abc import Iterable, Sequence

import msgspec

from nucuoi.ratings.intake import statements
from nucuoi.ratings.intake.rows import Changes, NewRating
from nucuoi.ratings.intake.store import (
    contact_rows,
    place_rows,
    plain_values,
    sent_values,
    small_values,
)

_SENT = ("arrived_ms", "rated_ms", "sent_ms", "device_id", "outbox", "seq")
_GIVEN = (
    *statements.COLUMNS,
    "has_text",
    *_SENT,
    "receipt_digest",
    "text",
    "breaches",
    "salt",
    "sealed",
)
"""What is given of each rating, in the order of `_values`."""

_TYPES = {
    **dict.fromkeys(("uuid", "content", "lookup_hash", "outbox", "salt", "sealed"), "bytea"),
    **dict.fromkeys(("receipt_digest",), "bytea"),
    **dict.fromkeys(("link", "text"), "text"),
    **dict.fromkeys(("disputed", "clamped", "wants_answer", "thanks", "assisted"), "boolean"),
    "has_text": "boolean",
}
"""SQL types of what is given; every other one is a whole number."""


def _rows(name: str, columns: Sequence[str]) -> str:
    """Rows of one value: JSON that the server takes apart."""
    typed = ", ".join(f"{column} {_TYPES.get(column, 'bigint')}" for column in columns)
    return f"SELECT * FROM json_to_recordset(?) AS {name} ({typed})"  # noqa: S608  # names of ours


DURABLE = """
    SELECT (
        current_setting('synchronous_commit') IN ('on', 'remote_apply')
        AND (current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on'
             OR current_setting('nucuoi.a_test_throws_this_cluster_away', true) = 'yes')
    )::int
"""
"""Whether a commit is durable now. Of the tests' own cluster, which never flushes, it is the server
that says that it will be thrown away; no setting of ours can say it."""
_PLACE = ("outbox", "device_id", "last_seq", "last_rated_ms")
_CONTACT = ("device_id", "last_seen_ms")
_RATING = ", ".join((*statements.COLUMNS, "has_text"))
_IF_IT_HOLDS = " WHERE (SELECT holds FROM supposition)"
STORE = f"""
    WITH given AS MATERIALIZED (
        {_rows("rating", _GIVEN)}
    ), supposition AS MATERIALIZED (
        SELECT ({statements.VERSION}) = COALESCE(?::bigint, ({statements.VERSION}))
            AND ({DURABLE}) = 1
            AND NOT EXISTS (SELECT 1 FROM given JOIN ratings_rating USING (uuid))
            AND NOT EXISTS (SELECT 1 FROM given JOIN ratings_rating USING (lookup_hash)) AS holds
    ), stored AS (
        INSERT INTO ratings_rating ({_RATING}) SELECT {_RATING} FROM given{_IF_IT_HOLDS} ORDER BY uuid
        ON CONFLICT DO NOTHING RETURNING id, uuid
    ), numbered AS (
        SELECT stored.id, given.* FROM stored JOIN given USING (uuid)
    ), sent AS (
        INSERT INTO ratings_intakerecord (rating_id, {", ".join(_SENT)})
        SELECT id, {", ".join(_SENT)} FROM numbered
    ), waiting AS (
        INSERT INTO ratings_pending (rating_id, receipt_digest)
        SELECT id, receipt_digest FROM numbered
    ), remarked AS (
        INSERT INTO ratings_remark (rating_id, text, breaches, salt)
        SELECT id, text, breaches, salt FROM numbered WHERE has_text
    ), reachable AS (
        INSERT INTO ratings_contactdetail (rating_id, sealed)
        SELECT id, sealed FROM numbered WHERE sealed IS NOT NULL
    ), placed AS (
        {statements.KEEP_PLACES.format(given=_rows("place", _PLACE) + _IF_IT_HOLDS)}
    ), heard AS (
        {statements.KEEP_CONTACTS.format(given=_rows("contact", _CONTACT) + _IF_IT_HOLDS)}
    )
    SELECT CASE WHEN (SELECT holds FROM supposition) THEN 1 / (count(*) = ?)::int ELSE 0 END
    FROM stored
"""  # noqa: S608  # column names of ours
"""Everything in one statement: a round trip, and one value that the server takes apart. Nothing is
stored, and 0 comes back, when the version has moved or a rating is there already; what another
process stores in this very moment only the indexes see, and an error is the only way in which a
statement can undo itself: a row too few divides by zero."""

VERSION = f"SELECT ({statements.VERSION}), ({DURABLE})"
MET = f"""
    SELECT ({statements.VERSION}), ({DURABLE}),
        ARRAY(SELECT lookup_hash FROM ratings_rating WHERE lookup_hash = ANY(?)),
        EXISTS(SELECT 1 FROM ratings_rating WHERE uuid = ANY(?))
"""  # noqa: S608  # statements of ours
"""What is read for a group that may meet something, in one round trip."""


def given(changes: Changes) -> tuple[str, str, str] | None:
    """What `STORE` is given of ratings, outboxes and devices, each as JSON; None = nothing of any."""
    rows = (
        _named(_GIVEN, map(_values, changes.ratings)),
        _named(_PLACE, place_rows(changes)),
        _named(_CONTACT, contact_rows(changes)),
    )
    if not any(rows):
        return None
    ratings, places, contacts = map(_json, rows)
    return ratings, places, contacts


def _values(rating: NewRating) -> Sequence[object]:
    text = rating.text
    written = (text.remark, text.breaches, text.salt) if text else (None, None, None)
    return (
        *plain_values(rating),
        *small_values(rating),
        text is not None,
        *sent_values(rating),
        rating.receipt_digest,
        *written,
        rating.contact,
    )


def _named(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> list[dict[str, object]]:
    """Rows as JSON can hold them and the server reads them."""
    return [dict(zip(columns, map(_sendable, row), strict=True)) for row in rows]


def _sendable(value: object) -> object:
    return f"\\x{value.hex()}" if isinstance(value, bytes) else value


def _json(rows: list[dict[str, object]]) -> str:
    return msgspec.json.encode(rows).decode()
