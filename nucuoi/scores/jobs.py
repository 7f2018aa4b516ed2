"""What the worker does for the fair figures: has them computed every night, in a process of its own."""

from datetime import datetime, time

from django.conf import settings

from nucuoi.foundation import clock
from nucuoi.foundation.errand import Errand
from nucuoi.scores.models import Computation, MonthTally

NIGHT = time(1)
"""From then on, in Viet Nam, the night's figures are computed."""
_figures = Errand("figures")


def compute_figures() -> int:
    """Sees to it that each night has its figures; returns how many errands were finished (0 or 1).

    Before the first rating there is nothing to compute.
    """
    due = not _figures.running and is_due(clock.now(), _newest()) and MonthTally.objects.exists()
    return _figures.step(due=due, folder=settings.DATA)


def is_due(now: datetime, last: datetime | None) -> bool:
    """Whether the night that has begun by now is without its figures."""
    there = clock.local(now)
    begun = datetime.combine(there.date(), NIGHT, clock.HO_CHI_MINH)
    return last is None or (last < begun <= there)


def _newest() -> datetime | None:
    rows = Computation.objects.filter(kind="figures").order_by("-id")
    return rows.values_list("computed_at", flat=True).first()
