"""Making room among dated rows for what holds from a day on."""

from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet

from nucuoi.organisation.models import Dated

Row = TypeVar("Row", bound=Dated)


def make_room(rows: QuerySet[Row], on: date) -> date | None:
    """Ends what holds on a day and takes away what begins that very day.

    What is planned to begin later stays.

    Args:
        rows: All rows that exclude one another, such as the holders of one counter.
        on: First day of what comes instead.

    Returns:
        The day the newcomer must end: when the next planned row begins, or when what held before
        was to end; None = open.
    """
    holding = rows.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)
    ends = set(holding.values_list("valid_to", flat=True))
    ends |= set(rows.filter(valid_from__gt=on).values_list("valid_from", flat=True))
    rows.filter(valid_from=on).delete()
    holding.update(valid_to=on)
    return min((end for end in ends if end is not None), default=None)


def cut_off(rows: QuerySet[Row], on: date) -> None:
    """Ends everything by a day: what holds then ends, what was planned for later goes."""
    rows.filter(valid_from__gte=on).delete()
    rows.filter(Q(valid_to=None) | Q(valid_to__gt=on)).update(valid_to=on)
