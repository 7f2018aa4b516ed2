"""The doors of the desk: what there is to open, in the order of the bar, and words for each role."""

from dataclasses import dataclass
from enum import Enum

from nucuoi.accounts.rules import Role


class Where(Enum):
    """What the address of a door names."""

    NOTHING = "one page for everybody"
    UNIT = "the unit of the seat, or the province for a seat over everything"


@dataclass(frozen=True)
class Door:
    """A page that may be opened from the desk; the matrix says by whom.

    Attributes:
        view: Name of the view, a key of `accounts.matrix.ROUTES`.
        word: One or two words for the bar and the dock; empty keeps it out of them.
        label: Verb first, for the desk.
        about: What one finds there.
        icon: A name of the sprite.
        where: What its address names.
    """

    view: str
    word: str
    label: str
    about: str
    icon: str
    where: Where = Where.NOTHING


DOORS = (
    Door(
        "scores:board",
        "Hôm nay",
        "Xem bảng hôm nay",
        "Số lượt đánh giá đang đến, độ phủ và thiết bị của đơn vị.",
        "chart-bar",
        Where.UNIT,
    ),
    Door(
        "cases:inbox",
        "Phản ánh",
        "Xử lý phản ánh của người dân",
        "Lời nhắn cần trả lời theo hạn, lời cảm ơn, diễn biến từng phản ánh.",
        "messages",
    ),
    Door(
        "cases:figures",
        "",
        "Xem việc trả lời phản ánh",
        "Bao lâu thì có câu trả lời, đúng hạn, người dân hài lòng, nơi đang quá hạn.",
        "clock",
        Where.UNIT,
    ),
    Door(
        "scores:own",
        "Của tôi",
        "Xem số liệu của tôi",
        "Mức hài lòng đã điều chỉnh, kèm khoảng và độ tin cậy; từng tuần; ba mặt được hỏi.",
        "chart-bar",
    ),
    Door(
        "cases:own",
        "Lời nhắn",
        "Đọc lời người dân nhắn tôi",
        "Lời cảm ơn, góp ý theo đợt, lời mời trình bày.",
        "heart",
    ),
    Door(
        "scores:unit_figures",
        "Số liệu",
        "Xem số liệu công bằng",
        "Ai khác mức chung vượt ngoài ngẫu nhiên, nơi nào cần hỗ trợ, cảnh báo sớm.",
        "users",
        Where.UNIT,
    ),
    Door(
        "scores:flags",
        "",
        "Xem dấu hiệu cần người xem",
        "Điều lạ trong các lượt đánh giá: số liệu, lý do thường gặp, nên làm gì; không kết luận về ai.",
        "flag",
    ),
    Door(
        "oversight:exclusions",
        "",
        "Quyết định đề nghị loại khỏi số liệu",
        "Sở Nội vụ, Văn phòng UBND tỉnh đề nghị; Mặt trận xác nhận thì mới loại.",
        "filter",
    ),
    Door(
        "reports:exports",
        "",
        "Xuất số liệu",
        "Bảng tổng hợp theo tháng hoặc từng lượt đánh giá, tệp Excel hay CSV.",
        "download",
    ),
    Door(
        "organisation:visits",
        "Lượt giao dịch",
        "Ghi số lượt giao dịch hôm nay",
        "Số lượt nộp, bổ sung, trả và trực tuyến tại từng quầy, để tính độ phủ.",
        "pencil",
    ),
    Door(
        "organisation:units",
        "Quầy",
        "Sắp xếp quầy và cán bộ",
        "Nơi tiếp dân, giờ mở cửa, quầy và mã QR, cán bộ và người trực.",
        "building",
    ),
    Door(
        "ratings:slips",
        "",
        "In phiếu mời đánh giá",
        "Phiếu có mã QR và số, phát cho người dân khi trả kết quả.",
        "qrcode",
    ),
    Door(
        "ratings:batches",
        "Phiếu giấy",
        "In, nhập và đối chiếu phiếu giấy",
        "Phiếu chữ to cho người không dùng điện thoại; hai người nhập độc lập rồi mới tính.",
        "file-text",
    ),
    Door(
        "ratings:questionnaires",
        "Phiếu hỏi",
        "Xem và soạn phiếu hỏi",
        "Lời hỏi người dân và doanh nghiệp bằng bốn ngôn ngữ; quy đổi năm mức sang ba bậc.",
        "messages",
    ),
    Door(
        "ratings:named_links",
        "Liên kết",
        "Mời đánh giá bằng liên kết",
        "Liên kết và mã QR của hiệp hội, khu công nghiệp; kết quả theo từng đợt mời.",
        "send",
    ),
    Door(
        "organisation:procedures",
        "",
        "Tra danh mục thủ tục",
        "Danh mục mẫu: thủ tục theo lĩnh vực, với mã quốc gia.",
        "file-text",
    ),
    Door(
        "desk:accounts",
        "Tài khoản",
        "Quản lý tài khoản",
        "Lập tài khoản, giao và kết thúc vai trò, gửi liên kết đặt mật khẩu.",
        "users",
    ),
    Door(
        "desk:tokens",
        "",
        "Quản lý khóa kết nối",
        "Khóa để hệ thống một cửa phát hành mã mời và gửi số lượt giao dịch.",
        "key",
    ),
    Door(
        "health",
        "Máy chủ",
        "Xem tình trạng máy chủ",
        "Ổ đĩa, sao lưu, tiến trình nền, đồng hồ, chứng chỉ, máy tại quầy; nên làm gì.",
        "shield-check",
    ),
    Door(
        "kiosk:devices",
        "Thiết bị",
        "Xem máy tính bảng tại quầy",
        "Ghép và thu hồi máy, số đánh giá chờ gửi, máy im lặng, phiếu bàn giao.",
        "device-tablet",
        Where.UNIT,
    ),
    Door(
        "kiosk:own_sign_ons",
        "",
        "Xem các lần đăng nhập quầy của tôi",
        "Ai đã đăng nhập quầy bằng mã của anh/chị, lúc nào; tạo mã trực quầy.",
        "user-check",
    ),
    Door(
        "oversight:status",
        "Giám sát",
        "Giám sát sổ công khai",
        "Sổ đã được xác nhận đến đâu, máy chứng kiến, gói mở sổ cho kiểm toán.",
        "shield-lock",
    ),
    Door(
        "desk:journal",
        "Nhật ký",
        "Xem nhật ký",
        "Ai đã làm gì, lúc nào. Không ai sửa hay xóa được dòng nào.",
        "history",
    ),
    Door(
        "web:catalogue",
        "",
        "Xem bộ thành phần",
        "Mọi thành phần của giao diện trên một trang.",
        "table",
    ),
)
WORDS_IN_BAR = 5

TO_COME = {
    Role.COUNCIL: "Đây là nơi xem hồ sơ đề nghị khen thưởng và bỏ phiếu kín.",
    Role.CHAIR_OFFICE: "Đây là nơi nhận văn bản trình ký và ban hành quyết định.",
    Role.PRESS: "Đây là nơi gửi bài, ảnh dự thi và lấy tin của phong trào.",
    Role.ASSOCIATION: "Đây cũng sẽ là nơi ghi hoạt động của hội hưởng ứng phong trào.",
}
"""What the desk of a role is for, said where nothing can be opened from it yet."""


def greeting(hour: int) -> str:
    """How one greets at an hour (0 to 23) of the day."""
    if hour < 11:
        return "Chào buổi sáng"
    if hour < 14:
        return "Chào buổi trưa"
    return "Chào buổi chiều" if hour < 18 else "Chào buổi tối"
