"""Remarks of the demonstration, written for it: thanks, complaints and ideas as people write them."""

import random

_GOOD = (
    "Cán bộ hướng dẫn làm giấy khai sinh cho cháu rất kỹ, đi một lần là xong.",
    "Nhanh, chỉ hơi ít ghế ngồi chờ.",
    "Cảm ơn anh chị đã giải thích cặn kẽ, tôi già rồi mà vẫn hiểu.",
    "Thái độ niềm nở, lịch sự, mong giữ được như vậy.",
    "Hồ sơ thiếu giấy tờ nhưng được chỉ rõ cần bổ sung gì, rất hài lòng.",
    "Trả kết quả sớm hơn hẹn một ngày, cảm ơn nhiều.",
    "Làm việc chuyên nghiệp, có mời nước, có số thứ tự rõ ràng.",
    "Được giúp điền tờ khai trên điện thoại, cảm ơn cháu cán bộ trẻ.",
    "Phục vụ tốt",
    "ok",
    "Can bo than thien, lam nhanh",
    "Doanh nghiệp chúng tôi được lắng nghe và đồng hành, xin cảm ơn.",
)
_MIDDLING = (
    "Chờ hơi lâu nhưng cán bộ có giải thích.",
    "Nên có thêm bảng hướng dẫn ở cửa vào.",
    "Bình thường, không có gì đặc biệt.",
    "Máy lấy số hay hỏng, đề nghị sửa.",
    "Mong có chỗ để xe rộng hơn.",
    "Thủ tục còn phải phô tô nhiều bản.",
)
_POOR = (
    "Chờ gần một tiếng mới đến lượt, không thấy ai gọi số.",
    "Phải đi lại ba lần vì mỗi lần hướng dẫn một kiểu.",
    "Trễ hẹn trả kết quả mà không có lời xin lỗi nào.",
    "Cán bộ trả lời trống không, không nhìn người dân.",
    "Hỏi thì bảo về xem trên mạng, tôi không biết dùng máy.",
    "Đến 10 giờ 30 đã nghỉ không nhận hồ sơ nữa.",
    "Dua ho so tu sang den chieu chua xong",
    "Không giải thích vì sao hồ sơ bị trả lại.",
)


def remark(chance: random.Random, score: int) -> str:
    """A remark that goes with a score from 1 to 5."""
    if score >= 4:
        return chance.choice(_GOOD)
    return chance.choice(_MIDDLING if score == 3 else _POOR)
