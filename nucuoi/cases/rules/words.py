"""Closed lists of words about matters, as they are stored, with what they are called."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """What a person wrote to us for; the three are never merged (design §5)."""

    THANKS = "thanks", "Lời cảm ơn"
    FEEDBACK = "feedback", "Phản ánh, kiến nghị"
    ALLEGATION = "allegation", "Thông tin về dấu hiệu vi phạm"
    SUPPORT = "support", "Hỗ trợ cán bộ theo cảnh báo sớm"
    """Opened by an early warning of `scores`, for the head alone: help, not punishment."""


class State(TextChoices):
    """Where a matter stands."""

    OPEN = "open", "Đang xử lý"
    HEARING = "hearing", "Đang chờ giải trình"
    ANSWERED = "answered", "Đã trả lời"
    CLOSED = "closed", "Đã khép"


class Act(TextChoices):
    """What can happen to a matter; each time is a record."""

    OPENED = "opened", "Mở phản ánh theo quy tắc"
    ASSIGNED = "assigned", "Giao xử lý"
    NOTED = "noted", "Ghi chú nội bộ"
    UNMASKED = "unmasked", "Xem thông tin đã che"
    ANSWERED = "answered", "Trả lời người dân"
    WROTE_BACK = "wrote_back", "Người dân viết tiếp"
    SATISFIED = "satisfied", "Người dân cho biết đã hài lòng với câu trả lời"
    TOOK_BACK = "took_back", "Người dân rút lại lời đã hài lòng"
    CLOSED = "closed", "Khép phản ánh"
    REOPENED = "reopened", "Người dân đề nghị xem lại"
    CLIMBED = "climbed", "Quá hạn, báo cấp trên"
    PASSED_ON = "passed_on", "Chuyển đúng nơi xử lý"
    NAMED = "named", "Ghi người được nhắc đến"
    CALLED = "called", "Mời giải trình"
    EXPLAINED = "explained", "Giải trình"
    UPHELD = "upheld", "Kết luận có vi phạm"
    DISMISSED = "dismissed", "Kết luận không có vi phạm"
    UNPROVEN = "unproven", "Kết luận không đủ căn cứ"


CONCLUSIONS = (Act.UPHELD, Act.DISMISSED, Act.UNPROVEN)
"""How an allegation ends; only the first counts for criterion 4."""


class Desk(TextChoices):
    """Which desk has a matter in its inbox."""

    UNIT = "unit", "Đơn vị"
    INSPECTION = "inspection", "Thanh tra"


class Level:
    """How far an overdue matter has climbed."""

    HANDLER = 0
    HEAD = 1
    ABOVE = 2
    PROVINCE = 3
