"""Rules that are data, as of a day: swapped days, deadlines, what opens, who is told, who inspects."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from django.db.models import QuerySet

from nucuoi.cases.models import (
    ClimbingRule,
    Deadline,
    InspectionDesk,
    Lasting,
    OpeningRule,
    SwappedDay,
)
from nucuoi.cases.rules.deadlines import Span
from nucuoi.cases.rules.opening import Rule
from nucuoi.cases.rules.words import Kind
from nucuoi.organisation.models import Posting
from nucuoi.organisation.queries import tree

Row = TypeVar("Row", bound=Lasting)


def swapped_days() -> Mapping[date, bool]:
    """Days that announcements decide, to whether they are worked on."""
    return dict(SwappedDay.objects.values_list("on", "works"))


def span_for(kind: Kind, on: date) -> Span | None:
    """How long a matter of the kind may take; None = it has no clock."""
    row = _valid(Deadline.objects.filter(kind=kind), on).order_by("-valid_from").first()
    return None if row is None else Span(row.days, row.working, row.citation)


def opening_rules(on: date) -> list[tuple[Rule, str]]:
    """The rules of opening in order, each with its citation."""
    return [
        (
            Rule(
                kind=Kind(row.kind),
                highest_score=row.highest_score,
                remark=row.remark,
                wants_answer=row.wants_answer,
                thanks=row.thanks,
                breaches=row.breaches,
                topic=row.topic,
            ),
            row.citation,
        )
        for row in _valid(OpeningRule.objects.filter(early_warning=False).order_by("place"), on)
    ]


def warning_rule(on: date) -> str | None:
    """Citation of the rule that opens a matter for an early warning; None = there is none that day."""
    rules = _valid(OpeningRule.objects.filter(early_warning=True).order_by("place"), on)
    return rules.values_list("citation", flat=True).first()


def climbing(on: date) -> list[tuple[int, int]]:
    """Level and working days after the deadline, the lowest level first."""
    rows = _valid(ClimbingRule.objects.order_by("level"), on)
    return list(rows.values_list("level", "days"))


def inspection_over(unit: str, official: str, on: date) -> str:
    """The unit whose inspection desk takes what is said about a unit, as of a day.

    The nearest desk at or above the unit; one to whose body the official belongs is passed over.
    Without any desk in the data it is the top of the tree.
    """
    units = tree(on)
    if unit not in units:
        return unit
    upwards = [unit, *(row.unit for row in reversed(units.ancestors(unit)))]
    bodies = dict(_valid(InspectionDesk.objects.all(), on).values_list("over", "body"))
    for over in upwards:
        if over in bodies and not _belongs(official, bodies[over], on):
            return over
    return upwards[-1]


def _belongs(official: str, body: str, on: date) -> bool:
    units = tree(on)
    if not official or body not in units:
        return False
    within = [row.unit for row in units.subtree(body)]
    posted = Posting.objects.filter(official__code=official, unit__unit__in=within)
    return posted.filter(valid_from__lte=on).exclude(valid_to__lte=on).exists()


def _valid(rows: QuerySet[Row], on: date) -> QuerySet[Row]:
    return rows.filter(valid_from__lte=on).exclude(valid_to__lte=on)
