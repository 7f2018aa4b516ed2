"""Following the log: what people wrote is read once, and what must be settled becomes a matter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from nucuoi.cases.actions.grouping import Grouping, group
from nucuoi.cases.actions.opening import Opening, open_cases
from nucuoi.cases.models import BatchedComment, Reading, WaitingComment
from nucuoi.cases.queries.calendar import opening_rules
from nucuoi.cases.rules.comments import may_be_read
from nucuoi.cases.rules.opening import Rule, Said, opened_by
from nucuoi.cases.rules.words import Kind
from nucuoi.foundation import clock
from nucuoi.foundation.names import fold
from nucuoi.ledger import actions, queries
from nucuoi.ledger.errors import CursorMoved
from nucuoi.ledger.rules.parts import Kind as LeafKind
from nucuoi.organisation.models import UnitVersion
from nucuoi.organisation.rules.words import Level
from nucuoi.ratings import triage
from nucuoi.ratings.queries import SaidRow, said

FOLLOWER = "cases"
BATCH = 500
"""Most leaves in a transaction."""
OLDEST = timedelta(days=60)
"""A remark of an older visit is read and can be found, but opens no matter any more."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A row with what triage saw in its text."""

    row: SaidRow
    unit: str
    seen: triage.Triage


def follow(limit: int = BATCH) -> int:
    """Reads what stands behind the next leaves; readings, matters and cursor move in one transaction.

    Returns:
        How many leaves; 0 when there are none or when another follower was faster: call again.
    """
    start = queries.cursor(FOLLOWER)
    leaves = queries.subjects_from(start, limit)
    if not leaves:
        return 0
    ratings = [subject for _, kind, subject in leaves if kind == LeafKind.ENTRY and subject]
    read = _read(said(ratings))
    today = clock.today()
    openings = _openings(read, today)
    grouping = group(_written(read), today)
    try:
        with transaction.atomic():
            actions.move_cursor(FOLLOWER, start=start, end=leaves[-1][0] + 1)
            _keep(read, grouping, today)
            open_cases(openings, today)
    except CursorMoved:
        return 0
    return len(leaves)


def read_ahead(leaves: Iterable[tuple[int, int, int | None]]) -> list[Opening]:
    """Reads leaves (index, kind, subject) before their turn, without the cursor: for a demonstration.

    Returns:
        What the rules open for them today; nothing has been opened.
    """
    ratings = [subject for _, kind, subject in leaves if kind == LeafKind.ENTRY and subject]
    read, today = _read(said(ratings)), clock.today()
    grouping = group(_written(read), today)
    with transaction.atomic():
        _keep(read, grouping, today)
    return _openings(read, today)


def follow_all(most: int = 5_000) -> int:
    """Reads batch after batch until the end of the log or about `most` leaves; returns how many."""
    done = 0
    while done < most and (folded := follow()):
        done += folded
    return done


def unfollowed() -> int:
    """How many leaves are not yet read."""
    return queries.unfollowed(FOLLOWER)


def _keep(read: Sequence[_Read], grouping: Grouping, today: date) -> None:
    grouping.keep()
    WaitingComment.objects.bulk_create(_waiting(read, today), ignore_conflicts=True)


def _read(rows: Sequence[SaidRow]) -> list[_Read]:
    hosts = _hosts({row.point for row in rows})
    return [
        _Read(row, _host(hosts, row.point, clock.day_of(row.day)), triage.read(row.text or ""))
        for row in rows
    ]


def _openings(read: Iterable[_Read], today: date) -> list[Opening]:
    rules = opening_rules(today)
    oldest = clock.day_number(today - OLDEST)
    found = ((one, opened_by(_said(one), (rule for rule, _ in rules))) for one in read)
    return [
        _opening(one, rule, dict(rules)[rule])
        for one, rule in found
        if rule is not None and one.row.day >= oldest
    ]


def _opening(one: _Read, rule: Rule, citation: str) -> Opening:
    return Opening(
        rating=one.row.rating,
        kind=Kind(rule.kind),
        unit=one.unit,
        point=one.row.point,
        official=one.row.official or "",
        topic=one.seen.topics[0] if one.seen.topics else "",
        day=one.row.day,
        half=one.row.half,
        wants_answer=one.row.wants_answer,
        citation=citation,
    )


def _said(one: _Read) -> Said:
    return Said(
        score=one.row.score,
        has_remark=bool(one.row.text),
        wants_answer=one.row.wants_answer,
        thanks=one.row.thanks,
        breaches=bool(one.row.breaches),
        topics=one.seen.topics,
        junk=one.seen.junk,
    )


def _waiting(read: Iterable[_Read], today: date) -> list[WaitingComment]:
    """What the officials named may read in time; thanks reach them at once, breaches never so."""
    oldest = clock.day_number(today - OLDEST)
    found = [one for one in read if one.row.day >= oldest and _is_comment(one)]
    known = BatchedComment.objects.filter(rating__in=[one.row.rating for one in found])
    there = set(known.values_list("rating", flat=True))
    return [
        WaitingComment(rating=one.row.rating, official=one.row.official or "", day=one.row.day)
        for one in found
        if one.row.rating not in there
    ]


def _is_comment(one: _Read) -> bool:
    row, seen = one.row, one.seen
    if not (row.official and row.text) or row.breaches or row.thanks:
        return False
    return may_be_read(seen.masked, topics=seen.topics, abusive=seen.abusive, junk=seen.junk)


def _written(read: Iterable[_Read]) -> list[Reading]:
    return [_reading(one) for one in read if one.row.text]


def _reading(one: _Read) -> Reading:
    return Reading(
        rating=one.row.rating,
        unit=one.unit,
        day=one.row.day,
        masked=one.seen.masked,
        folded=fold(one.seen.masked),
        topics=list(one.seen.topics),
        abusive=one.seen.abusive,
        junk=one.seen.junk,
        version=triage.VERSION,
    )


def _hosts(points: set[str]) -> dict[str, list[tuple[date, str]]]:
    """For each service point the units it belonged to, each with its first day, early first."""
    hosts: dict[str, list[tuple[date, str]]] = {}
    rows = UnitVersion.objects.filter(unit__unit__in=points, level=Level.SERVICE_POINT)
    columns = rows.order_by("valid_from").values_list("unit__unit", "valid_from", "parent__unit")
    for point, since, parent in columns:
        hosts.setdefault(point, []).append((since, parent or point))
    return hosts


def _host(hosts: dict[str, list[tuple[date, str]]], point: str, on: date) -> str:
    """The unit a point belonged to on a day; the point itself when that is not known."""
    begun = [host for since, host in hosts.get(point, ()) if since <= on]
    return begun[-1] if begun else point
