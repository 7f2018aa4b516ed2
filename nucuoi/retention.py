"""What personal data is kept, how long, and what deletes it: one table, and `schedule` runs it.

Nothing else deletes personal data but a person's own click: the writer's with her code
(`cases.actions.retention.erase`), the unit's on a photo. A test walks the code and the triggers.
"""

from dataclasses import dataclass

_LAW = "Luật 91/2025/QH15, điều khoản về lưu giữ và xóa; chưa đối chiếu nguyên văn"
_GOAL = "quy định của hệ thống"


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of personal data and its end.

    Attributes:
        name: Short and unique.
        what: What it is, in Vietnamese, as the page of docs says it.
        tables: Where it stands, `room.Model` in small letters; empty = not in the database.
        span: How long, in words; `{days}` stands for the setting's value.
        since: From when the span counts.
        seen_by: Who reads it.
        citation: Of the law or the rule that the span comes from.
        setting: Name of the setting that changes the span; empty = none.
        forget: Dotted path of what deletes it, run by the schedule; empty = see `ends`.
        every_s: Pause between two looks with nothing to do.
        purpose: Of the job, in Vietnamese.
        ends: How it ends where no job of its own deletes it.
    """

    name: str
    what: str
    tables: tuple[str, ...]
    span: str
    since: str
    seen_by: str
    citation: str = _GOAL
    setting: str = ""
    forget: str = ""
    every_s: float = 3600
    purpose: str = ""
    ends: str = ""


RETENTION = (
    Kept(
        name="texts",
        what="Nhận xét, dấu hiệu vi phạm đã chọn, lời viết tiếp của người dân",
        tables=("ratings.remark", "cases.reading", "cases.likeness", "cases.casemessage"),
        span="tới khi người viết xóa bằng mã tra cứu; nơi dùng có thể đặt số ngày giữ tối đa",
        since="ngày làm thủ tục, phản ánh đã khép",
        seen_by="người xử lý phản ánh (đã che thông tin cá nhân; xem đủ thì được ghi nhật ký), thanh tra",
        citation=_LAW,
        setting="KEEP_TEXT_DAYS",
        forget="nucuoi.cases.actions.retention.forget_texts",
        purpose="Xóa lời người dân đã viết khi quá số ngày giữ, nếu nơi dùng có đặt.",
    ),
    Kept(
        name="bands",
        what="Số băm từ lời nhận xét, để tìm lời giống nhau",
        tables=("cases.readingband",),
        span="60 ngày, hoặc tới khi lời bị xóa",
        since="ngày làm thủ tục",
        seen_by="không ai",
        forget="nucuoi.cases.actions.retention.forget_bands",
        purpose="Xóa số băm để tìm lời giống nhau, khi lời nhận xét đã quá 60 ngày.",
    ),
    Kept(
        name="contacts",
        what="Thông tin liên hệ để lại (mã hóa)",
        tables=("ratings.contactdetail",),
        span="{days} ngày",
        since="ngày khép phản ánh",
        seen_by="không ai; chỉ máy mở để gửi tin báo có câu trả lời",
        citation=_LAW,
        setting="KEEP_CONTACT_DAYS",
        forget="nucuoi.cases.actions.retention.forget_contacts",
        purpose="Xóa thông tin liên hệ của phản ánh đã khép, hoặc của đánh giá không có phản ánh, khi hết hạn giữ.",
    ),
    Kept(
        name="lone_contacts",
        what="Thông tin liên hệ của đánh giá không mở phản ánh",
        tables=("ratings.contactdetail",),
        span="{days} ngày",
        since="ngày làm thủ tục",
        seen_by="không ai",
        citation=_LAW,
        setting="KEEP_LONE_CONTACT_DAYS",
        ends="cùng việc `forget_contacts`",
    ),
    Kept(
        name="notices",
        what="Địa chỉ của tin báo có câu trả lời (mã hóa)",
        tables=("notify.notice",),
        span="tới khi gửi xong hoặc thôi gửi, nhiều nhất vài ngày",
        since="lúc có câu trả lời",
        seen_by="không ai",
        ends="việc `deliver` bỏ địa chỉ cùng lần gửi cuối; xóa bằng mã tra cứu cũng bỏ",
    ),
    Kept(
        name="intake",
        what="Cách một đánh giá tới máy chủ: giờ tới, giờ của máy, thiết bị",
        tables=("ratings.intakerecord",),
        span="{days} ngày",
        since="lúc tới máy chủ",
        seen_by="không hiện trên trang nào; dùng tìm dấu hiệu gian lận",
        setting="KEEP_INTAKE_DAYS",
        forget="nucuoi.ratings.actions.forget_intake_records",
        purpose="Xóa dữ liệu kỹ thuật về cách gửi của các lượt đánh giá đã quá hạn giữ.",
    ),
    Kept(
        name="senders",
        what="Dấu băm của số điện thoại nhắn tin (khóa đổi theo ngày), lượt thử số mã mời",
        tables=("ratings.smssender", "ratings.numbertry"),
        span="48 giờ; lượt thử một phút",
        since="lúc nhắn",
        seen_by="không ai",
        forget="nucuoi.ratings.actions.messages.forget_senders",
        every_s=600,
        purpose="Xóa dấu băm số điện thoại nhắn tin trước 48 giờ, và lượt thử số sau một phút.",
    ),
    Kept(
        name="held",
        what="Bản sao đánh giá mà máy tại quầy không gửi được",
        tables=("kiosk.helditem",),
        span="{days} ngày; xong ngay khi đã nhận vào",
        since="lúc máy báo lên",
        seen_by="nội dung không hiện cho ai; trang thiết bị chỉ cho biết lý do",
        setting="KEEP_HELD_DAYS",
        forget="nucuoi.kiosk.actions.held.forget_held",
        purpose="Bỏ nội dung bản sao đánh giá mà máy tại quầy giữ, khi đã nhận vào hoặc quá hạn.",
    ),
    Kept(
        name="sheets",
        what="Lời trên phiếu giấy đang nhập",
        tables=("ratings.papersheet",),
        span="tới khi lô phiếu được đưa vào sổ hoặc trả lại",
        since="lúc nhập",
        seen_by="người nhập và người đối chiếu lô phiếu",
        ends="cùng thao tác đưa vào sổ hoặc trả lại",
    ),
    Kept(
        name="photos",
        what="Ảnh cán bộ trên máy tại quầy, nơi đơn vị cho hiện",
        tables=("kiosk.officialphoto",),
        span="tới khi đơn vị xóa hoặc thay",
        since="lúc đưa lên",
        seen_by="người đứng trước máy tại quầy",
        ends="thao tác xóa ảnh trên trang thiết bị",
    ),
    Kept(
        name="sessions",
        what="Phiên đăng nhập của cán bộ",
        tables=("sessions.session",),
        span="12 giờ",
        since="lần dùng cuối",
        seen_by="không ai",
        forget="nucuoi.accounts.actions.sessions.forget_sessions",
        purpose="Xóa phiên đăng nhập đã hết hạn.",
    ),
    Kept(
        name="exports",
        what="Tệp xuất số liệu (không có lời viết, liên hệ, tên)",
        tables=(),
        span="7 ngày",
        since="lúc làm xong",
        seen_by="người đã yêu cầu",
        forget="nucuoi.reports.jobs.sweep",
        purpose="Xóa tệp xuất số liệu đã quá 7 ngày.",
    ),
    Kept(
        name="backups",
        what="Bản sao lưu: như cơ sở dữ liệu lúc sao lưu",
        tables=(),
        span="bản mới nhất của 7 ngày và 4 tuần gần nhất, tức khoảng 4 tuần",
        since="lúc sao lưu",
        seen_by="quản trị hệ thống",
        ends="việc `backup` mỗi đêm; bản trước nâng cấp và bản chép đi nơi khác do quản trị xóa",
    ),
)
