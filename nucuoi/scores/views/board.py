"""The head's board: the page, and the part of it that moves."""

import hashlib

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.foundation import clock
from nucuoi.foundation.errors import NotFound
from nucuoi.ledger import queries as ledger
from nucuoi.organisation import queries as organisation
from nucuoi.scores import queries
from nucuoi.scores.views import asked as question
from nucuoi.scores.views.asked import Asked
from nucuoi.scores.views.page import Page

MINUTE_MS = 60_000


@require_safe
def board(request: StaffRequest, unit: str) -> HttpResponse:
    """`/bang/<unit>/`: a unit's count, distribution, coverage and what is below it."""
    asked = question.read(request, unit)
    try:
        place = queries.place(unit, asked.span.first, asked.as_of)
    except NotFound:
        return _elsewhere(request, asked)
    question.check_may(request, asked)
    above = question.readable(request, asked, (row.unit for row in place.ancestors))
    name, board = request.user.full_name, _read(asked, place)
    page = Page(asked, board, name, above, ledger.last_witnessed())
    return render(request, "scores/board.html", {"page": page, "print_head": page.print_head})


@require_safe
def board_count(request: StaffRequest, unit: str) -> HttpResponse:
    """`/bang/<unit>/dem/`: the parts that move; 304 while nothing has changed."""
    asked = question.read(request, unit)
    question.check_may(request, asked)
    etag = _state(asked)
    answer = get_conditional_response(request, etag=etag)
    if answer is None:
        board = _read(asked, queries.place(unit, asked.span.first, asked.as_of))
        page = Page(asked, board, request.user.full_name)
        answer = render(request, "scores/_live.html", {"page": page})
        answer["ETag"] = etag
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


def _read(asked: Asked, place: queries.Place) -> queries.Board:
    counters = place.counters
    if asked.as_of != asked.today:
        counters = _counters_today(asked)
    return queries.board(place, asked.span, asked.today, counters)


def _counters_today(asked: Asked) -> frozenset[int]:
    try:
        rows = organisation.counters_under(asked.unit, asked.today)
    except NotFound:
        return frozenset()
    return frozenset(row.id for row in rows)


def _state(asked: Asked) -> str:
    """ETag of the parts that move.

    Visits, remarks and silent tablets are not in the log: the minute brings them up to date.
    """
    state = (queries.state(asked.unit, asked.span), clock.now_ms() // MINUTE_MS, asked)
    return f'"{hashlib.sha256(repr(state).encode()).hexdigest()[:24]}"'


def _elsewhere(request: StaffRequest, asked: Asked) -> HttpResponse:
    """A kind page for a unit that was not there on the day: what it became, or came from."""
    known = queries.lineage(asked.unit, asked.as_of)
    status = 410 if known.has_ended else 404
    return render(request, "scores/elsewhere.html", {"asked": asked, "known": known}, status=status)
