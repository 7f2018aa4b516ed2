"""Roles as design §2 names them, and which of them must bring a second factor."""

from django.db.models import TextChoices


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


def needs_second_factor(roles: set[str]) -> bool:
    """Whether somebody who holds these roles must sign in with a one-time code too."""
    return bool(roles - WITHOUT_SECOND_FACTOR)
