"""The week's early warnings: read from the rollups, stored for the official and her head alike."""

from collections import defaultdict
from datetime import date, timedelta

import numpy as np
from django.db import transaction
from django.db.models import F, Sum

from nucuoi.foundation import clock
from nucuoi.organisation.models import Official
from nucuoi.scores.figures import early
from nucuoi.scores.figures.early import Sign, Watched, Weeks
from nucuoi.scores.models import Computation, EarlyWarning, WeekTally
from nucuoi.scores.rules.evidence import HEADLINE

WARNINGS, METHOD = "warnings", "1"
LOOKED_BACK = early.BASELINE_WEEKS + early.FRESH_WEEKS
QUIET_WEEKS = 4
"""So long after a warning the same official is not warned again."""


def warn_due() -> int:
    """Looks at the newest whole week once; returns how many officials are warned."""
    monday = clock.today() - timedelta(days=clock.today().weekday() + 7)
    if Computation.objects.filter(kind=WARNINGS, span=_span(monday)).exists():
        return 0
    return _store(monday, early.watch(_read(monday)))


def _read(monday: date) -> dict[int, Weeks]:
    """Headline ratings of each official (row) by week, up to the week that begins on a Monday."""
    days = (monday - timedelta(weeks=back) for back in reversed(range(LOOKED_BACK)))
    places = {clock.iso_week(day): place for place, day in enumerate(days)}
    found: dict[int, Weeks] = defaultdict(
        lambda: Weeks(np.zeros(LOOKED_BACK), np.zeros(LOOKED_BACK))
    )
    rows = WeekTally.objects.filter(
        official__gt=0, evidence__in=sorted(HEADLINE), week__gte=min(places), week__lte=max(places)
    )
    sums = {"ratings": Sum("n"), "low": Sum(F("s1") + F("s2"))}
    for official, week, n, low in rows.values_list("official", "week").annotate(**sums):
        if week in places:
            found[official].n[places[week]] = n
            found[official].dissatisfied[places[week]] = low
    return found


def _store(monday: date, watched: Watched) -> int:
    since = clock.iso_week(monday - timedelta(weeks=QUIET_WEEKS))
    codes = dict(
        Official.objects.filter(pk__in=[s.official for s in watched.signs]).values_list(
            "id", "code"
        )
    )
    warned = set(EarlyWarning.objects.filter(week__gt=since).values_list("official", flat=True))
    with transaction.atomic():
        computation = Computation.objects.create(
            kind=WARNINGS,
            span=_span(monday),
            first=monday - timedelta(weeks=LOOKED_BACK - 1),
            last=monday + timedelta(days=6),
            method=METHOD,
            parameters={"officials": watched.officials, "rho": watched.rho},
            computed_at=clock.now(),
        )
        made = [
            _row(computation, codes[sign.official], monday, sign)
            for sign in watched.signs
            if codes.get(sign.official, "") not in {"", *warned}
        ]
        EarlyWarning.objects.bulk_create(made)
    return len(made)


def _row(computation: Computation, code: str, monday: date, sign: Sign) -> EarlyWarning:
    return EarlyWarning(
        computation=computation,
        official=code,
        week=clock.iso_week(monday),
        value=sign.value,
        limit=sign.limit,
        usual=sign.usual,
        n=sign.n,
        dissatisfied=sign.dissatisfied,
    )


def _span(monday: date) -> str:
    week = clock.iso_week(monday)
    return f"{week // 100}W{week % 100:02}"
