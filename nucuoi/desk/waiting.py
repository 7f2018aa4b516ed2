"""What waits for a person on her desk today, from the rooms below."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from nucuoi.accounts.permissions import reach
from nucuoi.accounts.rules import Role
from nucuoi.foundation.seat import Seat
from nucuoi.organisation import queries as organisation
from nucuoi.organisation.rules.words import Level
from nucuoi.scores import queries
from nucuoi.web.components import ToDo


def waiting(official: str, seats: Sequence[Seat], today: date) -> list[ToDo]:
    """Warnings, told to the official and her head alike; flags; proposals to decide.

    Args:
        official: Code of the official who she is; empty = none.
        seats: All she holds today.
        today: The present day in Viet Nam.
    """
    roles = {seat.role for seat in seats}
    return [
        *(_own_warning(official, today) if Role.OFFICIAL in roles and official else ()),
        *(one for seat in seats if seat.role == Role.HEAD for one in _people(seat.unit, today)),
        *_flags(seats, today),
        *_proposals(seats),
    ]


def _own_warning(official: str, today: date) -> Iterator[ToDo]:
    if queries.warnings([official], today):
        about = "Lãnh đạo cùng nhận tin này để hỗ trợ, không dùng để kỷ luật."
        label = "Gần đây số lượt chưa hài lòng tăng"
        yield ToDo(label, reverse("scores:own"), "bell", about)


def _people(unit: str, today: date) -> Iterator[ToDo]:
    """Of the unit itself and its service points: nobody above reads people's figures."""
    units = organisation.tree(today)
    if unit not in units:
        return
    points = (row.unit for row in units.children(unit) if row.level == Level.SERVICE_POINT)
    own = {unit, *points}
    warned = {one.official for one in queries.all_warnings(today)}
    count = sum(at in own for at in organisation.posted_at(warned, today).values())
    if count:
        about = "Người ấy cũng vừa nhận tin. Nên gặp để hỗ trợ; không dùng để kỷ luật."
        url = reverse("scores:unit_figures", args=[unit])
        yield ToDo(f"{count} cán bộ có số lượt chưa hài lòng tăng", url, "bell", about)


def _flags(seats: Sequence[Seat], today: date) -> Iterator[ToDo]:
    count = queries.waiting_for(seats, today) if reach(seats, "scores.flag.read") else 0
    if count:
        about = "Phép đếm vượt ngưỡng, thường có lý do bình thường; không kết luận về ai."
        yield ToDo(f"{count} dấu hiệu chờ người xem", reverse("scores:flags"), "flag", about)


def _proposals(seats: Sequence[Seat]) -> Iterator[ToDo]:
    if reach(seats, "scores.exclusion.decide") and (count := queries.undecided()):
        about = "Mặt trận xác nhận thì mới loại, và số liệu nêu cả hai cách tính."
        url = reverse("oversight:exclusions")
        yield ToDo(f"{count} đề nghị loại khỏi số liệu chờ quyết định", url, "filter", about)
