"""The desk itself."""

from django.http import HttpResponse
from django.shortcuts import render

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.desk.queries import open_doors, title_of, to_come
from nucuoi.desk.rules import greeting
from nucuoi.desk.waiting import waiting
from nucuoi.foundation import clock


def home(request: StaffRequest) -> HttpResponse:
    """What waits for the person and what she may open, with an honest word where there is nothing yet."""
    now = clock.local(clock.now())
    seats = tuple(request.seats)
    context = {
        "greeting": greeting(now.hour),
        "name": request.user.full_name,
        "title": title_of(seats, now.date()),
        "today": now.date(),
        "waiting": waiting(request.user.official, seats, now.date()),
        "doors": open_doors(seats, now.date()),
        "to_come": to_come(seats),
        "without_role": not seats,
    }
    return render(request, "desk/home.html", context)
