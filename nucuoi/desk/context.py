"""What the staff layout knows of the person: her name and the entries of the bar."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from nucuoi.accounts.models import User
from nucuoi.desk.queries import OpenDoor, open_doors, title_of
from nucuoi.desk.rules import WORDS_IN_BAR
from nucuoi.foundation import clock, names
from nucuoi.foundation.seat import Seat
from nucuoi.web.components import Entry, Person


def person(request: HttpRequest) -> dict[str, object]:
    """`person` and `navigation` of `web/base_staff.html`.

    Both are worked out when a template first asks, so that public pages cost no query.
    """
    return {
        "person": SimpleLazyObject(lambda: _person(request)),
        "navigation": SimpleLazyObject(lambda: _navigation(request)),
    }


def _person(request: HttpRequest) -> Person | None:
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return None
    words = title_of(_seats(request), clock.today())
    return Person(user.full_name, names.initials(user.full_name), words)


def _navigation(request: HttpRequest) -> list[Entry]:
    """At most five entries: the first doors that have a word, one each, and the desk itself."""
    if not isinstance(getattr(request, "user", None), User):
        return []
    doors: dict[str, OpenDoor] = {}
    for opened in open_doors(_seats(request), clock.today()):
        if opened.door.word:
            doors.setdefault(opened.door.view, opened)
    entries = [
        Entry(opened.door.word, opened.url, opened.door.icon, request.path.startswith(opened.url))
        for opened in list(doors.values())[: WORDS_IN_BAR - 1]
    ]
    home = reverse("desk:home")
    return [*entries, Entry("Bàn làm việc", home, "home", request.path == home)]


def _seats(request: HttpRequest) -> tuple[Seat, ...]:
    seats: tuple[Seat, ...] = getattr(request, "seats", ())
    return seats
