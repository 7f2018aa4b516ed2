"""`/phan-anh/trinh-bay/`: what officials of the unit said to comments, for its head and handlers."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from nucuoi.accounts.middleware import StaffRequest
from nucuoi.accounts.rules import Role
from nucuoi.cases.permissions import official_of, reaches
from nucuoi.cases.queries import own as queries
from nucuoi.cases.queries.names import official_names
from nucuoi.cases.queries.own import Replied
from nucuoi.cases.views.shown import mask
from nucuoi.foundation import clock


@dataclass(frozen=True, slots=True)
class ShownReply:
    """A reply with the comment it is about."""

    row: Replied
    name: str
    may_open: bool

    @property
    def comment(self) -> SafeString:
        """The comment with its masks hatched."""
        return mask(self.row.comment)


@require_safe
def replies(request: StaffRequest) -> HttpResponse:
    """The newest replies; one's own are left out, as everything about oneself."""
    heads = [seat for seat in request.seats if seat.role in (Role.HEAD, Role.HANDLER)]
    own = official_of(request.user.username)
    rows = [row for row in queries.replies_at(seat.unit for seat in heads) if row.official != own]
    names = official_names({row.official for row in rows})
    open_to_her = reaches(request.seats, [row.case for row in rows if row.case], clock.today())
    shown = [
        ShownReply(row, names.get(row.official, row.official), row.case in open_to_her)
        for row in rows
    ]
    return render(request, "cases/replies.html", {"replies": shown})
