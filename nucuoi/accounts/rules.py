"""Roles as design §2 names them, who must bring a second factor, and what a user name looks like."""

import re

from django.db.models import TextChoices

from nucuoi.foundation.errors import Invalid
from nucuoi.foundation.seat import SYSTEM, Seat


class Role(TextChoices):
    """What a person may be in the movement; a role is held over a unit and all below it."""

    OFFICIAL = "official", "Cán bộ, công chức, viên chức"
    HEAD = "head", "Lãnh đạo đơn vị"
    HANDLER = "handler", "Người xử lý phản ánh"
    HOME_AFFAIRS = "home_affairs", "Sở Nội vụ"
    ONE_STOP_CONTROL = "one_stop_control", "Kiểm soát thủ tục hành chính"
    INSPECTOR = "inspector", "Thanh tra"
    COUNCIL = "council", "Hội đồng Thi đua - Khen thưởng"
    CHAIR_OFFICE = "chair_office", "Văn phòng Chủ tịch"
    SUPERVISOR = "supervisor", "Mặt trận Tổ quốc giám sát"
    PRESS = "press", "Báo chí"
    ASSOCIATION = "association", "Hiệp hội doanh nghiệp"
    ADMIN = "admin", "Quản trị"


WITHOUT_SECOND_FACTOR = frozenset({Role.OFFICIAL, Role.HANDLER, Role.PRESS, Role.ASSOCIATION})
HELD_OVER_A_UNIT = frozenset(
    {
        Role.OFFICIAL,
        Role.HEAD,
        Role.HANDLER,
        Role.HOME_AFFAIRS,
        Role.ONE_STOP_CONTROL,
        Role.INSPECTOR,
    }
)
"""Roles that make no sense everywhere at once: a grant of them names a unit."""

FRONT_ALONE = (
    "Tài khoản và vai trò của Mặt trận Tổ quốc do chính Mặt trận quản lý, ở trang Giám sát."
)
"""The rated side neither grants nor takes away the seat that watches it."""

_TITLES = {
    Role.OFFICIAL: "Cán bộ",
    Role.HEAD: "Lãnh đạo",
    Role.HANDLER: "Xử lý phản ánh",
    Role.ONE_STOP_CONTROL: "Kiểm soát TTHC",
    Role.COUNCIL: "Hội đồng TĐKT",
    Role.SUPERVISOR: "Mặt trận Tổ quốc",
}
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")
NAME_LENGTH = 120


def needs_second_factor(roles: set[str]) -> bool:
    """Whether somebody who holds these roles must sign in with a one-time code too."""
    return bool(roles - WITHOUT_SECOND_FACTOR)


def key_seat(name: str) -> Seat:
    """The seat another system acts from: the name of its key, in no role a person could hold."""
    return Seat(username=f"khóa {name}", role=SYSTEM.role)


def title(role: str) -> str:
    """The role as it stands beside a name in the bar; the role's own text when we do not know it."""
    if role not in Role.values:
        return role
    return _TITLES.get(Role(role), str(Role(role).label))


def clean_username(text: str) -> str:
    """The user name as it is stored: lower case, without spaces around it.

    Raises:
        Invalid: Unless it is 2 to 60 ASCII letters, digits, dots, hyphens and underscores.
    """
    username = text.strip().lower()
    if not _USERNAME.fullmatch(username):
        sentence = (
            "Tên đăng nhập gồm 2–60 chữ cái không dấu, chữ số, dấu chấm, gạch nối hoặc gạch dưới."
        )
        raise Invalid(sentence, fields={"username": sentence})
    return username


def clean_full_name(text: str) -> str:
    """The whole name with single spaces.

    Raises:
        Invalid: If it is empty or longer than 120 characters.
    """
    name = " ".join(text.split())
    if not name or len(name) > NAME_LENGTH:
        sentence = f"Xin ghi họ và tên, tối đa {NAME_LENGTH} ký tự."
        raise Invalid(sentence, fields={"full_name": sentence})
    return name


def check_scope(role: str, unit: str) -> None:
    """Whether a role may be held over this unit; empty `unit` means everywhere.

    Raises:
        Invalid: If there is no such role, or the role needs a unit and none is given.
    """
    if role not in Role.values:
        raise Invalid(
            "Không có vai trò này.", fields={"role": "Xin chọn một vai trò trong danh sách."}
        )
    if not unit and role in HELD_OVER_A_UNIT:
        sentence = f"Vai trò “{Role(role).label}” cần một đơn vị. Xin chọn đơn vị."
        raise Invalid(sentence, fields={"unit": sentence})
