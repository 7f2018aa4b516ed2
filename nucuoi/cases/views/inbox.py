"""Phản ánh: the inbox."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.accounts.rules import Role
from nucuoi.cases import actions
from nucuoi.cases.forms import InboxForm
from nucuoi.cases.permissions import seat_for
from nucuoi.cases.queries import inbox as queries
from nucuoi.cases.queries.calendar import swapped_days
from nucuoi.cases.queries.inbox import COUNTED, Asked
from nucuoi.cases.queries.shelves import Folder, shelves
from nucuoi.cases.views.shown import shown
from nucuoi.foundation import clock
from nucuoi.foundation.errors import Refused
from nucuoi.foundation.seat import Seat

MOST_AT_ONCE = 50
"""Matters that may be taken over together."""


@dataclass(frozen=True, slots=True)
class FolderLink:
    """A folder at the side."""

    label: str
    icon: str
    url: str
    count: str
    current: bool


@require_safe
def inbox(request: StaffRequest) -> HttpResponse:
    """`/phan-anh/`: one folder, the nearest deadline first."""
    form = InboxForm(request.GET)
    asked, today, now = form.asked, clock.today(), clock.now()
    seats = tuple(request.seats)
    within = shelves(seats, today)
    rows, more = queries.page(seats, asked, today, within)
    swapped = swapped_days()
    counts = queries.counts(within)
    context = {
        "form": form,
        "asked": asked,
        "folder": asked.folder.value[1],
        "folders": [_folder(folder, counts[folder], asked) for folder in Folder],
        "rows": [shown(row, now, swapped) for row in rows],
        "waiting": _count(counts[Folder.WAITING]),
        "first": _page(asked, 0) if asked.after else "",
        "later": _page(asked, rows[-1].case) if more else "",
        "may_take": asked.folder in (Folder.WAITING, Folder.CLIMBED),
        "figures": [
            reverse("cases:figures", args=[seat.unit])
            for seat in seats[:1]
            if seat.unit and seat.role in (Role.HEAD, Role.ONE_STOP_CONTROL)
        ],
        "hears": any(seat.role in (Role.HEAD, Role.HANDLER) for seat in seats),
        "inspects": any(seat.role == Role.INSPECTOR for seat in seats),
    }
    return render(request, "cases/inbox.html", context)


@require_POST
def bulk(request: StaffRequest) -> HttpResponse:
    """Takes several matters over at once; those that cannot be are said."""
    taken, refused = _take(request.POST.getlist("case")[:MOST_AT_ONCE], tuple(request.seats))
    if taken:
        messages.success(request, f"Đã nhận {taken} phản ánh về mình.")
    for sentence in dict.fromkeys(refused):
        messages.warning(request, sentence)
    if not taken and not refused:
        messages.warning(request, "Chưa chọn phản ánh nào.")
    return redirect(f"{reverse('cases:inbox')}?{urlencode({'thu_muc': Folder.MINE.slug})}")


def _take(numbers: Iterable[str], seats: tuple[Seat, ...]) -> tuple[int, list[str]]:
    taken, refused = 0, []
    for number in numbers:
        if not (number.isdecimal() and number.isascii()) or len(number) > 18:
            continue
        try:
            seat = seat_for(seats, int(number), clock.today())
            actions.assign(by=seat, case=int(number), username=seat.username)
            taken += 1
        except Refused as error:
            refused.append(error.message)
    return taken, refused


def _folder(folder: Folder, count: int, asked: Asked) -> FolderLink:
    slug, label, icon = folder.value
    url = f"{reverse('cases:inbox')}?{urlencode({'thu_muc': slug})}"
    return FolderLink(label, icon, url, _count(count), folder is asked.folder)


def _count(count: int) -> str:
    return f"{COUNTED // 1000}.000+" if count >= COUNTED else str(count)


def _page(asked: Asked, after: int) -> str:
    query = {
        "thu_muc": asked.folder.slug,
        "tim": asked.words,
        "chu_de": asked.topic,
        "giong": str(asked.alike or ""),
        "sau": str(after or ""),
    }
    return "?" + urlencode({name: text for name, text in query.items() if text})
