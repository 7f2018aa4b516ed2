"""What an error page says, by status: what happened, and what to do next. No codes in sight."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ErrorWords:
    """The heading, the sentence when the error brings none of its own, and what to do."""

    title: str
    sentence: str
    advice: str


_WORDS = {
    400: ErrorWords(
        "Chưa đọc được nội dung vừa gửi",
        "Có chỗ bị thiếu hoặc bị đứt trên đường gửi.",
        "Xin quay lại trang trước rồi gửi lại.",
    ),
    401: ErrorWords(
        "Cần khóa kết nối",
        "Lời gọi này cần khóa kết nối hoặc mã thiết bị còn hiệu lực.",
        "Xin kiểm tra khóa, hoặc nhờ người quản trị cấp khóa mới.",
    ),
    403: ErrorWords(
        "Trang này không mở cho tài khoản của Ông/Bà",
        "Mỗi người chỉ xem được phần việc được giao.",
        "Nếu cần xem trang này, xin báo người quản trị của cơ quan.",
    ),
    404: ErrorWords(
        "Chưa tìm thấy trang này",
        "Địa chỉ có thể gõ nhầm, hoặc trang đã chuyển đi nơi khác.",
        "Xin kiểm tra lại địa chỉ, hoặc bắt đầu từ trang đầu.",
    ),
    405: ErrorWords(
        "Địa chỉ này không nhận cách gửi đó",
        "Trang này chỉ để xem, hoặc chỉ để gửi.",
        "Xin quay lại trang trước rồi làm tiếp từ đó.",
    ),
    409: ErrorWords(
        "Việc này đã có thay đổi trước đó",
        "Có người vừa cập nhật cùng một nội dung, nên lần gửi này chưa được ghi.",
        "Xin tải lại trang để xem bản mới nhất rồi làm tiếp.",
    ),
    410: ErrorWords(
        "Nơi này không còn hoạt động",
        "Trang đã khép lại, nội dung cũ vẫn được lưu.",
        "Xin bắt đầu từ trang đầu để tìm nơi đang phục vụ.",
    ),
    413: ErrorWords(
        "Nội dung gửi quá lớn",
        "Tệp hoặc đoạn chữ vượt quá mức nhận được.",
        "Xin rút ngắn, hoặc chọn tệp nhỏ hơn rồi gửi lại.",
    ),
    422: ErrorWords(
        "Có chỗ cần sửa trước khi gửi",
        "Một vài ô chưa điền đúng.",
        "Xin quay lại, sửa những ô được nêu rồi gửi lại.",
    ),
    429: ErrorWords(
        "Xin chờ một phút",
        "Nơi này vừa gửi nhiều lần liên tiếp.",
        "Sau một phút, xin gửi lại. Nội dung đã ghi vẫn còn nguyên.",
    ),
    500: ErrorWords(
        "Chúng tôi đang có trục trặc",
        "Lỗi ở phía chúng tôi, không phải do Ông/Bà.",
        "Lỗi đã được ghi lại. Xin thử lại sau ít phút.",
    ),
    503: ErrorWords(
        "Xin thử lại sau ít phút",
        "Lúc này chúng tôi chưa ghi được, nên chưa có gì được lưu dở dang.",
        "Xin giữ trang này và gửi lại sau ít phút.",
    ),
}


def words_for(status: int) -> ErrorWords:
    """The words of a status; an unlisted one speaks as 400 below 500 and as 500 above."""
    return _WORDS.get(status) or _WORDS[400 if status < 500 else 500]
