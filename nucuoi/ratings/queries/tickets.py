"""What an invitation is about, whether it still counts, and how often it was used."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef

from nucuoi.foundation import clock
from nucuoi.foundation.names import sort_key
from nucuoi.organisation.models import Procedure
from nucuoi.ratings.models import Rating, Ticket, TicketSheet
from nucuoi.ratings.rules.tickets import Tags

LATEST_SHEETS = 20


@dataclass(frozen=True, slots=True)
class Named:
    """A code with its name; the name is empty when our list does not have the code."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """A ticket as its holder meets it.

    Attributes:
        counter: Code of its counter, with `counter_number` and `counter_name`.
        field: Lĩnh vực; None = not known.
        procedure: Thủ tục; None = not known.
        late: Whether the dossier was late.
        uses: Ratings made with it, disputed ones included.
        expires_at: First instant it no longer counts.
    """

    counter: str
    counter_number: int
    counter_name: str
    field: Named | None
    procedure: Named | None
    late: bool
    uses: int
    expires_at: datetime

    @property
    def expired(self) -> bool:
        """Whether it counts no longer."""
        return self.expires_at <= clock.now()


@dataclass(frozen=True, slots=True)
class SheetRow:
    """Slips that were printed ahead; `used` counts those that a rating came by."""

    counter: str
    first_day: date
    last_day: date
    field: str
    count: int
    used: int
    made_at: datetime
    made_by: str


def invitation(tags: Tags, point: int | None = None) -> Invitation | None:
    """The ticket of a code, or of a number at a service point; None = there is none.

    Args:
        tags: As `rules.tickets.read` gives them.
        point: Row of the service point a number is asked at; a number means nothing elsewhere.
    """
    tickets = Ticket.objects.select_related("counter", "field").order_by("-pk")
    if tags.code is not None:
        found = tickets.filter(tag=tags.code).first()
    elif tags.number is not None and point is not None:
        found = tickets.filter(number_tag=tags.number, counter__point=point).first()
    else:
        return None
    return _invitation(found) if found else None


def latest_sheets(counters: Collection[str]) -> list[SheetRow]:
    """The latest sheets printed for these counters (codes), the newest first."""
    rows = TicketSheet.objects.filter(counter__code__in=counters)
    rows = rows.select_related("counter", "field").order_by("-pk")[:LATEST_SHEETS]
    used = _used(row.pk for row in rows)
    return [_sheet_row(row, used.get(row.pk, 0)) for row in rows]


def _used(sheets: Iterable[int]) -> dict[int, int]:
    """Sheet to how many of its slips a rating counts for."""
    tickets = Ticket.objects.filter(sheet__in=list(sheets))
    counted = Rating.objects.filter(ticket=OuterRef("pk"), disputed=False)
    rows = tickets.filter(Exists(counted)).values("sheet").annotate(used=Count("pk"))
    return dict(rows.values_list("sheet", "used"))


def _sheet_row(row: TicketSheet, used: int) -> SheetRow:
    return SheetRow(
        counter=row.counter.code,
        first_day=row.first_day,
        last_day=row.last_day,
        field=row.field.name if row.field else "",
        count=row.count,
        used=used,
        made_at=row.made_at,
        made_by=row.made_by,
    )


def _invitation(ticket: Ticket) -> Invitation:
    return Invitation(
        counter=ticket.counter.code,
        counter_number=ticket.counter.number,
        counter_name=ticket.counter.name,
        field=Named(ticket.field.code, ticket.field.name) if ticket.field else None,
        procedure=_procedure(ticket.procedure),
        late=ticket.late,
        uses=Rating.objects.filter(ticket=ticket).count(),
        expires_at=ticket.expires_at,
    )


def _procedure(code: str) -> Named | None:
    if not code:
        return None
    names = Procedure.objects.filter(code=code).values_list("name", flat=True)
    return Named(code, min(names, key=sort_key, default=""))
