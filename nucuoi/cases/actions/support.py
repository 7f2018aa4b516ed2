"""Early warnings of `scores` become matters for the head: help for the official, never punishment."""

from datetime import date, timedelta

from django.db import transaction

from nucuoi.cases.actions.opening import Opening, open_case
from nucuoi.cases.models import Case
from nucuoi.cases.queries.calendar import warning_rule
from nucuoi.cases.rules.words import Kind
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM, Seat
from nucuoi.organisation.queries import UnitRow, posted_at, tree
from nucuoi.organisation.rules.words import Level
from nucuoi.scores.queries import Warned, all_warnings
from nucuoi.web import formats


def open_warned(*, by: Seat = SYSTEM) -> int:
    """Opens a matter for each early warning that stands and has none yet; returns how many.

    None is opened for an official who is posted nowhere today, or when no rule asks for it.
    """
    today = clock.today()
    citation = warning_rule(today)
    warned = all_warnings(today) if citation else []
    known = set(Case.objects.filter(kind=Kind.SUPPORT).values_list("official", "day"))
    new = [one for one in warned if (one.official, _week_end(one)) not in known]
    hosts = _hosts({one.official for one in new}, today)
    placed = [one for one in new if one.official in hosts]
    for one in placed:
        with transaction.atomic():
            opening = _opening(one, hosts[one.official], citation or "")
            open_case(opening, today, by=by, about=_figures(one))
    return len(placed)


def _opening(one: Warned, unit: str, citation: str) -> Opening:
    return Opening(
        rating=None,
        kind=Kind.SUPPORT,
        unit=unit,
        point=unit,
        official=one.official,
        topic="",
        day=_week_end(one),
        half=clock.Half.AFTERNOON,
        wants_answer=False,
        citation=citation,
    )


def _hosts(officials: set[str], today: date) -> dict[str, str]:
    """Code to the unit whose head is to help: of a service point the unit it belongs to."""
    units = tree(today)
    posted = posted_at(officials, today)
    return {official: _host(units.unit(unit)) for official, unit in posted.items() if unit in units}


def _host(unit: UnitRow) -> str:
    return unit.parent or unit.unit if unit.level == Level.SERVICE_POINT else unit.unit


def _week_end(one: Warned) -> int:
    """Number of the Sunday that ended the week."""
    monday = date.fromisocalendar(one.week // 100, one.week % 100, 1)
    return clock.day_number(monday + timedelta(days=6))


def _figures(one: Warned) -> str:
    return (
        f"Bốn tuần có {formats.number(one.dissatisfied)} trong {formats.number(one.n)} lượt "
        f"chưa hài lòng; thường là khoảng {formats.percent(one.usual, 0)}."
    )
