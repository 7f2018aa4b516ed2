"""Closed lists of words for units, officials and visits."""

from django.db.models import TextChoices


class Level(TextChoices):
    """Level of a unit: the first three only for the territorial unit itself (design §6)."""

    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"
    DEPARTMENT = "department", "Sở, ban, ngành"
    OFFICE = "office", "Cơ quan khác"
    PARTY = "party", "Cơ quan Đảng"
    FRONT = "front", "Mặt trận Tổ quốc"
    MASS_ORGANISATION = "mass_organisation", "Tổ chức chính trị - xã hội, hội"
    ARMED_FORCES = "armed_forces", "Lực lượng vũ trang"
    SERVICE_POINT = "service_point", "Nơi tiếp dân"


class SuccessionKind(TextChoices):
    """How one unit passed into another."""

    RENAMED = "renamed", "Đổi tên"
    CHANGED_KIND = "changed_kind", "Chuyển loại"
    MOVED = "moved", "Chuyển đơn vị cấp trên"
    MERGED = "merged", "Sáp nhập, hợp nhất"
    SPLIT = "split", "Chia tách"
    DISSOLVED = "dissolved", "Kết thúc hoạt động"


class OfficialKind(TextChoices):
    """Who may sit at a counter."""

    CADRE = "cadre", "Cán bộ"
    CIVIL_SERVANT = "civil_servant", "Công chức"
    PUBLIC_EMPLOYEE = "public_employee", "Viên chức"
    ARMED_FORCES = "armed_forces", "Người trong lực lượng vũ trang nhân dân"
    CONTRACT = "contract", "Người lao động hợp đồng"
    POSTAL = "postal", "Nhân viên bưu điện"


class VisitSource(TextChoices):
    """How a count of visits reached us."""

    API = "api", "Hệ thống một cửa gửi"
    SCREEN = "screen", "Nhập trên màn hình"
    CSV = "csv", "Nhập từ tệp"
