"""The fair figures as pages read them: of the newest computation of a span."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Max, Q, QuerySet, Sum

from nucuoi.foundation import clock
from nucuoi.organisation.models import Official
from nucuoi.scores.models import Computation, EarlyWarning, Figure, PeerGroup, WeekTally
from nucuoi.scores.rules.evidence import HEADLINE
from nucuoi.scores.rules.fairness import FLAT, Answered, Verdict, verdict
from nucuoi.scores.rules.windows import YEAR, Window

FIGURES, OFFICIALS = "figures", "officials"
WARNED_FOR = timedelta(weeks=4)
"""How long an early warning stands on the pages."""


@dataclass(frozen=True, slots=True)
class Fair:
    """The figure of an official or a unit; shares from 0 to 1.

    Attributes:
        subject: `official:<code>` or `unit:<identity>`.
        share: Adjusted for what came and drawn towards the peers.
        adjusted: Adjusted only.
        verdict: The band that may be shown.
        open: Ratings by the open channel, beside and never added; likewise `paper`.
        counts: Of officials: sums in the order of `rules.tally.COLUMNS`.
        excluded: Ratings that an exclusion took out; 0 also where they are fewer than 5.
        whole_n, whole_share: n and share with them; None where `excluded` is 0.
    """

    subject: str
    n: int
    share: float
    low: float
    high: float
    adjusted: float
    reliability: float
    verdict: Verdict
    open: int
    paper: int
    answered: Answered
    counts: tuple[int, ...]
    excluded: int = 0
    whole_n: int = 0
    whole_share: float | None = None

    @property
    def key(self) -> str:
        """The official's code or the unit's identity."""
        return self.subject.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Group:
    """Who was compared, when and over which span.

    Attributes:
        field: Row of `organisation.Field`; 0 = all or unknown.
        half: Where the middle half of the members lie.
        is_flat: Whether they differ no more than chance makes them.
        limits: The funnel; rows of n and four limits.
    """

    window: Window
    computed_at: datetime
    method: str
    field: int
    members: int
    overall: float
    half: tuple[float, float]
    is_flat: bool
    limits: list[list[float]]


@dataclass(frozen=True, slots=True)
class Warned:
    """An early warning; `usual` is the usual dissatisfied share, `week` an ISO week."""

    official: str
    week: int
    usual: float
    n: int
    dissatisfied: int
    at: datetime


def windows() -> list[Window]:
    """The spans that have been computed, the year first, then quarters, newest first."""
    newest = Computation.objects.filter(kind=FIGURES).values("span").annotate(Max("id"))
    rows = Computation.objects.filter(pk__in=[row["id__max"] for row in newest])
    found = [Window(row.span, row.first, row.last) for row in rows]
    return sorted(found, key=lambda one: (one.span != YEAR, -one.first.toordinal()))


def of_official(code: str) -> tuple[Fair, Group] | None:
    """The newest yearly figure of an official with her peers; None = not rated or not computed."""
    found = of_officials([code])
    return found.get(code)


def of_officials(codes: Collection[str]) -> dict[str, tuple[Fair, Group]]:
    """The newest yearly figures of some officials by code; who has none is left out."""
    computation = _newest(YEAR)
    if computation is None:
        return {}
    rows = Figure.objects.filter(
        group__computation=computation,
        group__whom=OFFICIALS,
        subject__in=[f"official:{code}" for code in codes],
    ).select_related("group")
    return {
        row.subject.partition(":")[2]: (_fair(row), _group(row.group, computation)) for row in rows
    }


def of_units(
    level: str, span: str = YEAR, field: int = 0, evidence: int = 0, rater: int = 0
) -> tuple[Group, list[Fair]] | None:
    """The units of a level under a choice (0 = all); None when it was not compared."""
    computation = _newest(span)
    group = PeerGroup.objects.filter(
        computation=computation, whom=level, field=field, evidence=evidence, rater=rater
    ).first()
    if computation is None or group is None:
        return None
    return _group(group, computation), [_fair(row) for row in group.figures.all()]


def choices(level: str, span: str) -> list[tuple[int, int, int]]:
    """Field, evidence and rater of all that were compared, 0 = all."""
    rows = PeerGroup.objects.filter(computation=_newest(span), whom=level)
    return list(rows.order_by("id").values_list("field", "evidence", "rater"))


def warnings(codes: Collection[str], today: date) -> list[Warned]:
    """Early warnings of these officials that still stand on a day, newest first."""
    return _warned(_standing(today).filter(official__in=codes))


def all_warnings(today: date) -> list[Warned]:
    """Early warnings of everybody that still stand on a day."""
    return _warned(_standing(today))


def warnings_of(window: Window, today: date) -> list[Warned]:
    """Early warnings of everybody in a span: all of one that is over, else those that still stand."""
    ended = EarlyWarning.objects.filter(week__gte=clock.iso_week(window.first))
    if window.is_over(today):
        # A week belongs to the quarter in which it ended.
        last = clock.iso_week(window.last - timedelta(days=6))
        return _warned(ended.filter(week__lte=last))
    return _warned(_standing(today) & ended)


def weeks_of(code: str, monday: date, weeks: int) -> list[tuple[date, int, int]]:
    """Headline ratings of an official by week: its Monday, all and satisfied; the oldest first.

    Args:
        code: Of the official.
        monday: Of the newest week.
        weeks: How many.
    """
    days = [monday - timedelta(weeks=back) for back in reversed(range(weeks))]
    numbers = [clock.iso_week(day) for day in days]
    # By its number: of a subquery SQLite does not know that it gives one official.
    official = Official.objects.filter(code=code).values_list("id", flat=True).first()
    rows = WeekTally.objects.filter(
        week__in=numbers, evidence__in=sorted(HEADLINE), official=official or 0
    )
    sums = rows.values_list("week").annotate(ratings=Sum("n"), good=Sum(F("s4") + F("s5")))
    found = {week: (n, good) for week, n, good in sums} if official else {}
    return [(day, *found.get(number, (0, 0))) for day, number in zip(days, numbers, strict=True)]


def _newest(span: str) -> Computation | None:
    return Computation.objects.filter(kind=FIGURES, span=span).order_by("-id").first()


def _standing(today: date) -> QuerySet[EarlyWarning]:
    since = clock.iso_week(today - WARNED_FOR)
    return EarlyWarning.objects.filter(Q(week__gt=since))


def _warned(rows: QuerySet[EarlyWarning]) -> list[Warned]:
    return [
        Warned(
            official=row.official,
            week=row.week,
            usual=row.usual,
            n=row.n,
            dissatisfied=row.dissatisfied,
            at=row.computation.computed_at,
        )
        for row in rows.select_related("computation").order_by("-week", "official")
    ]


def _group(row: PeerGroup, computation: Computation) -> Group:
    return Group(
        window=Window(computation.span, computation.first, computation.last),
        computed_at=computation.computed_at,
        method=computation.method,
        field=row.field,
        members=row.members,
        overall=row.overall,
        half=(row.half_low, row.half_high),
        is_flat=row.alpha + row.beta > FLAT,
        limits=row.limits,
    )


def _fair(row: Figure) -> Fair:
    answered = Answered(row.rated, row.visits, row.alone)
    return Fair(
        subject=row.subject,
        n=row.n,
        share=row.mean,
        low=row.low,
        high=row.high,
        adjusted=row.adjusted,
        reliability=row.reliability,
        verdict=verdict(row.n, row.reliability, row.band, answered),
        open=row.open,
        paper=row.paper,
        answered=answered,
        counts=tuple(row.counts),
        excluded=row.excluded,
        whole_n=row.whole_n,
        whole_share=row.whole_share,
    )
