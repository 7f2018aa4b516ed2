"""The SQL that both databases understand.

`?` stands for a value, `{0}` for "is one of these values", `{given}` for the rows that are given.
"""

# fmt: off
PLAIN = (
    "uuid", "content", "lookup_hash", "day", "counter", "official", "field", "ticket", "form",
    "score", "spirit", "attitude", "conduct", "tags", "apology", "link",
)
SMALL = (
    "half", "evidence", "disputed", "channel", "rater", "lang",
    "attributed_by", "clamped", "wants_answer", "thanks", "assisted",
)
# fmt: on
"""Fields of `rows.NewRating` that are columns of their own, in the order they are written; `SMALL`
are words and yes or no."""

_REFERENCES = {"counter", "official", "field", "ticket", "form"}
COLUMNS = [f"{name}_id" if name in _REFERENCES else name for name in (*PLAIN, *SMALL)]
"""The same fields as the table names them."""
KEEP_PLACES = (
    "INSERT INTO ratings_outbox (outbox, device_id, last_seq, last_rated_ms) {given}"
    " ON CONFLICT (outbox) DO UPDATE SET device_id = excluded.device_id,"
    " last_seq = excluded.last_seq, last_rated_ms = excluded.last_rated_ms"
    " WHERE excluded.last_seq > ratings_outbox.last_seq"
)
KEEP_CONTACTS = (
    "INSERT INTO ratings_devicecontact (device_id, last_seen_ms) {given}"
    " ON CONFLICT (device_id) DO UPDATE SET last_seen_ms = excluded.last_seen_ms"
    " WHERE excluded.last_seen_ms > ratings_devicecontact.last_seen_ms"
)
KNOWN = (
    "SELECT r.uuid, r.content, r.lookup_hash, r.has_text, t.text, t.breaches, t.rating_id,"
    " i.rated_ms, i.outbox, i.seq, i.rating_id, c.sealed FROM ratings_rating r"
    " LEFT JOIN ratings_remark t ON t.rating_id = r.id"
    " LEFT JOIN ratings_intakerecord i ON i.rating_id = r.id"
    " LEFT JOIN ratings_contactdetail c ON c.rating_id = r.id WHERE r.uuid {0}"
)
TICKETS = (
    "SELECT t.id, t.tag, t.number_tag, t.counter_id, t.field_id, t.late, t.minted_at, t.expires_at,"
    " t.sheet_id,"
    " EXISTS (SELECT 1 FROM ratings_rating r WHERE r.ticket_id = t.id AND NOT r.disputed)"
    " FROM ratings_ticket t WHERE t.tag {0} OR t.number_tag {0} ORDER BY t.id"
)
SIGNED_ON = (
    "SELECT official_id FROM organisation_signon WHERE counter_id = ? AND started_at <= ?"
    " AND (ended_at IS NULL OR ended_at > ?) ORDER BY started_at DESC LIMIT 1"
)
ROSTERED = (
    'SELECT official_id FROM organisation_duty WHERE counter_id = ? AND "on" = ? AND half = ?'
)
PLACES = "SELECT outbox, device_id, last_seq, last_rated_ms FROM ratings_outbox WHERE outbox {0}"
TAKEN = "SELECT lookup_hash FROM ratings_rating WHERE lookup_hash {0}"
VERSION = "SELECT coalesce(max(number), 0) FROM organisation_intakeversion"
SAME_VERSION = "UPDATE organisation_intakeversion SET number = number"

COUNTERS = "SELECT id, code, point_id, valid_from, valid_to FROM organisation_counter"
SUCCESSORS = (
    "SELECT s.old_id, c.code FROM organisation_countersuccession s"
    " JOIN organisation_counter c ON c.id = s.new_id"
)
HOLDERS = (
    "SELECT counter_id, official_id, valid_from, valid_to FROM organisation_counterholder"
    " ORDER BY valid_from DESC, id DESC"
)
COUNTERS_SIGNED_ON = "SELECT DISTINCT counter_id FROM organisation_signon"
COUNTERS_ROSTERED = "SELECT DISTINCT counter_id FROM organisation_duty"
DEVICES = (
    "SELECT token_hash, id, point_id FROM ratings_device d WHERE NOT EXISTS"
    " (SELECT 1 FROM ratings_devicerevocation r WHERE r.device_id = d.id)"
)
FIELDS = "SELECT code, id FROM organisation_field"
FORMS = "SELECT code, number FROM ratings_questionnaire"
