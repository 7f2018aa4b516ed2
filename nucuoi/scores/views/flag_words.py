"""Flags in words that a person understands: what was seen, what may be behind it, what to do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nucuoi.scores.queries import FlagRow
from nucuoi.web import formats

WHOLE_DAY_MIN = 24 * 60


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule in words.

    Attributes:
        title: What happened, as a heading.
        seen: The numbers of one flag, as a sentence.
        harmless: What often is behind it without anybody doing wrong.
        to_do: What the person who looks should do.
    """

    title: str
    seen: Callable[[FlagRow], str]
    harmless: str
    to_do: str


def words_of(row: FlagRow) -> RuleWords:
    """The words of a flag's rule; F5 over a long span is a matter of its own."""
    return _JUMP if row.rule == "F5" and row.first != row.last else RULES[row.rule]


def span_of(row: FlagRow) -> str:
    """The days looked at."""
    if row.first == row.last:
        return f"ngày {formats.day(row.last)}"
    return f"từ {formats.day(row.first)} đến {formats.day(row.last)}"


def _hours(row: FlagRow) -> str:
    if row.value >= WHOLE_DAY_MIN:
        return (
            f"Ngày này bộ phận không có giờ làm việc, máy vẫn có {_n(row.ratings)} lượt đánh giá."
        )
    return (
        f"Có lượt cách giờ làm việc {_n(row.value)} phút; quy tắc cho phép {_n(row.threshold)} "
        f"phút trước và sau giờ. Cả ngày có {_n(row.ratings)} lượt."
    )


def _even(row: FlagRow) -> str:
    if row.threshold >= 1:
        return (
            f"{_n(row.value)} cặp lượt cách nhau đúng một khoảng, đến từng giây; ngẫu nhiên hầu như "
            f"không cho quá {_n(row.threshold - 1)} cặp. Cả ngày có {_n(row.ratings)} lượt."
        )
    if row.value > row.threshold:
        return (
            f"{formats.percent(row.value, 0)} khoảng cách giữa hai lượt liền nhau bằng nhau đến từng "
            f"giây; quy tắc bắt đầu từ {formats.percent(row.threshold, 0)}."
        )
    return (
        "Các lượt cách nhau đều hơn hẳn người dân đến tự nhiên: ngẫu nhiên cho mức đều này dưới một "
        f"phần triệu. Cả ngày có {_n(row.ratings)} lượt."
    )


def _period_end(row: FlagRow) -> str:
    if row.threshold == 3:
        return (
            f"Năm ngày làm việc cuối tháng đông gấp {formats.number(row.value, 1)} lần mức thường "
            "thấy trong tháng; quy tắc bắt đầu từ 3 lần."
        )
    return (
        "Năm ngày làm việc cuối tháng hài lòng hơn hẳn những ngày trước: lệch "
        f"{formats.number(row.value, 1)} lần độ lệch chuẩn, quy tắc bắt đầu từ 4."
    )


def _n(value: float) -> str:
    return formats.number(round(value))


RULES: Mapping[str, RuleWords] = {
    "F1": RuleWords(
        "Có lượt ngoài giờ làm việc",
        _hours,
        "Bộ phận phục vụ thêm giờ, làm bù; giờ mở cửa đã đổi mà chưa ghi; đồng hồ của máy sai.",
        "Hỏi đơn vị hôm ấy có tiếp dân ngoài giờ không. Giờ mở cửa đã đổi thì sửa ở trang Quầy.",
    ),
    "F2": RuleWords(
        "Hai lượt liền nhau quá nhanh",
        lambda row: (
            f"Hai lượt trên cùng một máy cách nhau {_n(row.value)} giây; đọc màn hình cần ít nhất "
            f"{_n(row.threshold)} giây. Cả ngày có {_n(row.ratings)} lượt."
        ),
        "Hai người đi cùng nhau, trẻ em bấm chơi, một người bấm lại vì tưởng chưa gửi.",
        "Xem máy đặt ở đâu, có ai trông không. Một lần đơn lẻ thì thường không cần làm gì.",
    ),
    "F3": RuleWords(
        "Nhiều lượt dồn trong ba phút",
        lambda row: (
            f"{_n(row.value)} lượt trong 180 giây; ở một ngày như thế, ngẫu nhiên hầu như không cho "
            f"từ {_n(row.threshold)} lượt trở lên. Cả ngày có {_n(row.ratings)} lượt."
        ),
        "Một đoàn người xong việc cùng lúc, buổi tập huấn bấm thử trên máy.",
        "So với số thứ tự và hồ sơ trả trong khoảng ấy; hỏi người trực và người trông máy.",
    ),
    "F4": RuleWords(
        "Các lượt cách nhau đều như máy",
        _even,
        "Người phát số mời từng người ra máy theo nhịp cố định.",
        "Đến xem cách mời đánh giá tại quầy trong một buổi.",
    ),
    "F5": RuleWords(
        "Nhiều đánh giá hơn lượt giao dịch",
        lambda row: (
            f"{_n(row.value)} lượt đánh giá có mã mời hoặc tại máy, trong khi chỉ nhập "
            f"{_n(row.threshold)} lượt giao dịch."
        ),
        "Số lượt giao dịch nhập thiếu hoặc nhầm ngày. Đây là lý do hay gặp nhất.",
        "Đối chiếu số lượt giao dịch với phần mềm một cửa trước; thiếu thì nhập lại.",
    ),
    "F6": RuleWords(
        "Mọi lượt đều ở mức cao nhất",
        lambda row: (
            f"Cả {_n(row.ratings)} lượt của tháng đều ở mức cao nhất. Với mức khác nhau vốn có giữa "
            "các máy, ngẫu nhiên cho điều này dưới 1 phần 10.000."
        ),
        "Người dân thật sự rất hài lòng và ít người được hỏi khi không hài lòng.",
        "Đến xem người dân có được mời đánh giá như nhau không, có ai đứng cạnh máy không.",
    ),
    "F9": RuleWords(
        "Cuối tháng khác hẳn những ngày trước",
        _period_end,
        "Đợt cao điểm hồ sơ, quầy vừa được bố trí lại.",
        "Hỏi đơn vị cuối tháng có phát động mời đánh giá không; mời cả tháng thì tốt hơn.",
    ),
    "F11": RuleWords(
        "Nhiều mã mời bị dùng hai lần",
        lambda row: (
            f"{_n(row.value)} lượt dùng lại trong {_n(row.ratings)} lượt bằng mã mời của quý; theo "
            f"mức chung của mọi người, hầu như không có ai từ {_n(row.threshold)} lượt."
        ),
        "Người dân quét lại mã để xem; phiếu bị chụp và gửi cho người nhà.",
        "Hỏi cách giao phiếu mời: phiếu phải đến tay người dân khi trả kết quả.",
    ),
    "F12": RuleWords(
        "Nhiều lượt chưa hài lòng dồn trong ba phút",
        lambda row: (
            f"{_n(row.value)} lượt trong 180 giây, hầu hết chọn hai mức thấp nhất; quy tắc bắt đầu "
            f"từ {_n(row.threshold)} lượt."
        ),
        "Một việc có thật làm nhiều người cùng bức xúc: mất điện, phải chờ lâu, đóng quầy sớm.",
        "Hỏi hôm ấy có việc gì trước đã. Chỉ khi không có, mới nghĩ đến người bấm phá.",
    ),
    "F13": RuleWords(
        "Nhiều nhận xét giống nhau",
        lambda row: (
            f"{_n(row.value)} trong {_n(row.ratings)} nhận xét của tháng giống nhau gần như từng chữ; "
            f"quy tắc bắt đầu từ {_n(row.threshold)}."
        ),
        "Người dân chép câu mẫu dán ở quầy.",
        "Xem tại quầy có câu mẫu không; nếu có thì gỡ. Nội dung nhận xét không hiện ở đây.",
    ),
}
_JUMP = RuleWords(
    "Mức cao nhất tăng vọt trong nhiều tuần",
    lambda row: (
        "Trong 20 đến 60 ngày, số lượt chọn mức cao nhất trên mỗi lượt giao dịch vượt những ngày còn "
        f"lại {formats.number(row.value, 1)} lần độ lệch chuẩn; quy tắc bắt đầu từ "
        f"{formats.number(row.threshold, 1)}."
    ),
    "Quầy đổi người trực, đổi chỗ đặt máy, bắt đầu mời đánh giá đều hơn.",
    "Hỏi từ khi ấy có gì đổi. Nếu không có gì, đến xem việc mời đánh giá.",
)
