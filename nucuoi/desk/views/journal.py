"""The journal: audit rows as sentences, newest first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.http import HttpResponse
from django.shortcuts import render

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.accounts.queries import full_names, people
from nucuoi.accounts.rules import title
from nucuoi.audit import queries
from nucuoi.audit.queries import EventRow
from nucuoi.audit.sentences import sentence
from nucuoi.desk.forms import JournalForm
from nucuoi.desk.queries import unit_name
from nucuoi.foundation import clock, names
from nucuoi.foundation.seat import SYSTEM
from nucuoi.organisation.queries import tree
from nucuoi.web import formats

LINES = 50
_SYSTEM_NAME = "Máy chủ"
_PEOPLE = frozenset({"actor", "subject", "username"})
_UNITS = frozenset({"unit", "point"})
_DAYS = frozenset({"on", "valid_from", "valid_to", "since", "until", "as_of"})


@dataclass(frozen=True)
class Line:
    """One line of the journal."""

    at: datetime
    words: str
    seat: str
    """Role and unit the person acted from."""


def journal(request: StaffRequest) -> HttpResponse:
    """Acts of staff, filtered by person and days; further pages by the number of the last line."""
    form = JournalForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = queries.events(
        actors=_actors(asked.get("nguoi", "")),
        first=asked.get("tu"),
        last=asked.get("den"),
        before=_number(request.GET.get("truoc", "")),
        limit=LINES + 1,
    )
    context = {
        "form": form,
        "filtered": any(asked.values()),
        "lines": _lines(rows[:LINES]),
        "older": _older(request, rows) if len(rows) > LINES else "",
        "not_first": "truoc" in request.GET,
        "newest": _query(request),
    }
    return render(request, "desk/journal.html", context)


def _actors(search: str) -> list[str] | None:
    """User names of those meant: by name, user name, or "máy chủ" for what no person did."""
    if not search.strip():
        return None
    found = [row.username for row in people(search)]
    if names.fold(search.strip()) in names.fold(_SYSTEM_NAME):
        found.append(SYSTEM.username)
    return found


def _lines(rows: list[EventRow]) -> list[Line]:
    units = tree(clock.today())
    place = cache(lambda identity: unit_name(identity, units))
    known = full_names(_mentioned(rows))

    def say(name: str, value: object) -> str:
        text = str(value)
        if name in _PEOPLE:
            return _SYSTEM_NAME if text == SYSTEM.username else known.get(text, text)
        if name in _UNITS:
            return place(text) or "mọi đơn vị"
        if name in _DAYS:
            return _day(text)
        return title(text) if name == "role" else text

    return [_line(row, say) for row in rows]


def _line(row: EventRow, say: Callable[[str, object], str]) -> Line:
    facts = {**row.facts, "actor": row.actor, "subject": row.subject}
    seat = "" if row.role in ("", SYSTEM.role) else title(row.role)
    place = say("unit", row.unit) if row.unit else ""
    return Line(
        at=row.at,
        words=sentence(row.action, facts, say),
        seat=" · ".join(part for part in (seat, place) if part),
    )


def _mentioned(rows: Iterable[EventRow]) -> set[str]:
    return {name for row in rows for name in (row.actor, row.subject)}


def _day(text: str) -> str:
    """A day that the row keeps as ISO text, as it is written here; other text as it is."""
    try:
        return formats.day(date.fromisoformat(text))
    except ValueError:
        return text


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _older(request: StaffRequest, rows: list[EventRow]) -> str:
    return _query(request, truoc=str(rows[LINES - 1].id))


def _query(request: StaffRequest, **more: str) -> str:
    query = request.GET.copy()
    query.pop("truoc", None)
    query.update(more)
    return query.urlencode()
