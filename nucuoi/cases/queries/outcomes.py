"""How allegations ended: whether somebody was heard, and what was upheld, the evidence for criterion 4."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Max, OuterRef, QuerySet, Subquery

from nucuoi.cases.models import KNOWN, CaseMove, CaseStanding
from nucuoi.cases.rules.words import CONCLUSIONS, Act, Kind, State
from nucuoi.foundation import clock
from nucuoi.ratings.queries import said
from nucuoi.ratings.rules.words import BREACH_TAGS


@dataclass(frozen=True, slots=True)
class Upheld:
    """A breach of criterion 4 that the inspectors upheld.

    Attributes:
        unit: Identity of the unit rated, as of that day.
        official: Code; empty when nobody knows who was meant: it then counts for the unit alone.
        on: Day of the visit.
        breaches: Those of `BREACH_TAGS` that were ticked; empty when none was or they were erased.
        grounds: What the inspector wrote.
    """

    case: int
    unit: str
    official: str
    on: date
    breaches: tuple[str, ...]
    concluded_at: datetime
    grounds: str


def upheld(first: date, last: date) -> list[Upheld]:
    """What was upheld from a day to another, both included, and has not been opened again since."""
    begin = datetime.combine(first, time(), clock.HO_CHI_MINH)
    end = datetime.combine(last + timedelta(days=1), time(), clock.HO_CHI_MINH)
    conclusions = CaseMove.objects.filter(case=OuterRef("pk"), act__in=CONCLUSIONS).order_by("-id")
    ended = CaseStanding.objects.filter(kind=Kind.ALLEGATION, state=State.CLOSED)
    rows = ended.annotate(concluded=Subquery(conclusions.values("pk")[:1]))
    moves = CaseMove.objects.filter(
        pk__in=rows.values("concluded"), act=Act.UPHELD, at__gte=begin, at__lt=end
    )
    return _rows(moves.select_related("case__standing").order_by("id"))


def breaches_of(rating: int | None) -> tuple[str, ...]:
    """Which breaches a person ticked; for the inspection desk alone until they are upheld."""
    rows = said([rating]) if rating else []
    return _tags(rows[0].breaches) if rows else ()


def is_heard(case: int) -> bool:
    """Whether the official it is about explained, or it is recorded that she did not."""
    return _last(case, Act.NAMED, Act.EXPLAINED) == Act.EXPLAINED


def awaits(case: int) -> bool:
    """Whether an official has been asked to explain and has not yet."""
    return _last(case, Act.CALLED, Act.EXPLAINED) == Act.CALLED


def waiting_calls(official: str) -> list[int]:
    """Matters in which an official has been asked to explain and has not yet."""
    theirs = CaseStanding.objects.filter(KNOWN, official=official).exclude(state=State.CLOSED)
    cases = list(theirs.values_list("pk", flat=True))
    asked = CaseMove.objects.filter(case__in=cases, act__in=(Act.CALLED, Act.EXPLAINED)).order_by()
    last = asked.values("case").annotate(last=Max("pk")).values("last")
    called = CaseMove.objects.filter(pk__in=last, act=Act.CALLED)
    return list(called.order_by("pk").values_list("case", flat=True))


def _last(case: int, *acts: Act) -> str | None:
    moves = CaseMove.objects.filter(case=case, act__in=acts)
    return moves.order_by("-id").values_list("act", flat=True).first()


def _rows(moves: QuerySet[CaseMove]) -> list[Upheld]:
    found = list(moves)
    ticked = {row.rating: row.breaches for row in said([one.case.rating or 0 for one in found])}
    return [
        Upheld(
            case=one.case_id,
            unit=one.case.unit,
            official=one.case.standing.official,
            on=clock.day_of(one.case.day),
            breaches=_tags(ticked.get(one.case.rating or 0)),
            concluded_at=one.at,
            grounds=one.text,
        )
        for one in found
    ]


def _tags(bits: int | None) -> tuple[str, ...]:
    return tuple(tag for place, tag in enumerate(BREACH_TAGS) if (bits or 0) >> place & 1)
