"""The health page: whether the installation is well, and what to do where it is not."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nucuoi import __version__
from nucuoi.foundation import clock
from nucuoi.keeping import backup, rules, signs
from nucuoi.keeping.measures import measure
from nucuoi.ledger import queries as ledger
from nucuoi.ratings import queries as ratings
from nucuoi.web.formats import size


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup in the data folder, for the list beside the signs."""

    at: datetime
    size: str


def health(request: HttpRequest) -> HttpResponse:
    """All signs, the gravest first, measured anew each time."""
    now = clock.now()
    found = signs.signs(measure(now))
    context = {
        "heading": signs.heading(found),
        "signs": [(sign, *sign.state.value) for sign in found],
        "at": now,
        "version": __version__,
        "ratings": ratings.ratings_total(),
        "leaves": ledger.size(),
        "kept": _kept(),
    }
    return render(request, "desk/health.html", context)


def _kept() -> list[Kept]:
    return [
        Kept(at, size(file.stat().st_size))
        for file in backup.all_made()
        if (at := rules.made_at(file.name)) is not None
    ]
