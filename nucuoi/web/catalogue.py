"""What the catalogue page shows: one invented example of every part."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms

from nucuoi.web.charts import (
    DailyCounts,
    DayCount,
    FiveLevels,
    Progress,
    Scale,
    Standing,
    Whisker,
)
from nucuoi.web.components import Band, Clock, Event, Link, PrintHead, Step, ToDo


@dataclass(frozen=True)
class Row:
    """A row of the sample table."""

    name: str
    about: str
    band: Band
    count: int
    coverage: float
    whisker: Whisker | None = None


class SampleForm(forms.Form):
    """A form with a right and a wrong answer."""

    code = forms.CharField(
        label="Mã tra cứu đánh giá", help_text="17 ký tự, không có chữ I, L, O, U."
    )
    day = forms.CharField(label="Ngày hẹn lại")
    kind = forms.ChoiceField(label="Lĩnh vực", choices=[("1", "Hộ tịch"), ("2", "Đất đai")])
    words = forms.CharField(label="Nội dung trả lời", widget=forms.Textarea(attrs={"rows": 3}))
    told = forms.BooleanField(label="Đã gọi điện báo trước", required=False)
    way = forms.ChoiceField(
        label="Cách trả lời",
        choices=[("app", "Trên trang tra cứu"), ("phone", "Gọi điện")],
        widget=forms.RadioSelect,
        required=False,
    )

    def clean_day(self) -> str:
        """Always wrong, to show how an error looks."""
        raise forms.ValidationError("Tháng 6 có 30 ngày. Xin chọn từ 01/06 đến 30/06.")


def sample_form() -> SampleForm:
    """The form after it was sent with one wrong field."""
    return SampleForm(
        {
            "code": "7K4M-9QXR-2TBD-HN6W-5",
            "day": "31/06/2025",
            "kind": "2",
            "words": "Kết quả đã sẵn sàng.",
            "told": "on",
        }
    )


SWATCHES = (
    ("ink", "Mực", "chữ", "14,0 trên trắng"),
    ("ink-2", "Mực nhạt", "chữ phụ", "6,6 trên trắng"),
    ("paper", "Giấy", "nền trang", ""),
    ("sunk", "Lõm", "nền chìm", ""),
    ("edge", "Viền", "ô nhập, nút", "3,4 trên trắng"),
    ("jade", "Ngọc", "bấm được, đã xong", "7,2 trên trắng"),
    ("sun", "Nắng", "tốt hơn, cảm ơn", ""),
    ("sun-ink", "Nắng chữ", "chữ trên nền nắng", "6,7 trên nền"),
    ("rain", "Mưa", "thấp hơn", ""),
    ("rain-ink", "Mưa chữ", "chữ trên nền mưa", "6,9 trên nền"),
    ("lychee", "Vải thiều", "quá hạn, vi phạm", "7,0 trên trắng"),
)
"""Token, Vietnamese name, use, contrast."""

TYPE_STEPS = (
    (7, "48/1,2", "Nghe dân nói"),
    (6, "38/1,25", "Nói dân hiểu"),
    (5, "28/1,3", "Làm dân tin"),
    (4, "21/1,35", "Ông/Bà thấy thế nào?"),
    (3, "17/1,5", "Chữ của người dân"),
    (2, "15/1,5", "Chữ của cán bộ, bảng, biểu"),
    (1, "13/1,45", "Ghi chú, nhỏ nhất được dùng"),
)

CRUMBS = (
    Link("Tỉnh Bắc Giang", "#main"),
    Link("Huyện Lạng Giang", "#main"),
    Link("Thị trấn Vôi", "#main"),
)
PERIODS = (
    Link("Hôm nay", "#main", current=True),
    Link("Tuần này", "#main"),
    Link("Tháng này", "#main"),
)
CLOCKS = (
    (Clock.CALM, "Còn 5 ngày"),
    (Clock.SOON, "Còn 1 ngày"),
    (Clock.LATE, "Trễ 2 ngày"),
    (Clock.DONE, "Đã vào sổ"),
)
EVENTS = (
    Event("Người dân gửi", "Sáng 08/05, tại quầy 04"),
    Event("Giao Nguyễn Đức Thuận", "08/05 10:05, người ở quầy khác"),
    Event("Đang viết câu trả lời", "Đã có kết quả sáng nay", Step.NOW),
    Event("Hạn trả lời", "15/05 17:00, 5 ngày làm việc", Step.LATE),
    Event("Ông/Bà cho biết đã ổn chưa", "", Step.LATER),
)
WAITING = (
    ToDo(
        "Trễ hẹn hồ sơ tại quầy 04", "#main", "alarm", "Phải trả lời trước 17:00 hôm nay", late=True
    ),
    ToDo(
        "Quầy 04 có dấu hiệu giảm",
        "#main",
        "bell",
        "Chị Sằn cũng vừa nhận tin này. Nên gặp để hỗ trợ.",
    ),
    ToDo(
        "Báo cáo tổng kết 2021–2025", "#main", "file-text", "Còn 22 ngày làm việc, đã điền sẵn 70%"
    ),
)
PRINT_HEAD = PrintHead(
    "UBND thị trấn Vôi",
    "Huyện Lạng Giang, tỉnh Bắc Giang",
    "Bộ thành phần",
    "15/05/2025 10:31 · Dương Quang Vinh",
)

SCALE = Scale()
ROWS = (
    Row("Phường Xương Giang", "TP. Bắc Giang", Band.OUTSTANDING, 640, 0.31,
        Whisker("Phường Xương Giang", 0.98, 0.97, 0.99, 0.903, Standing.BETTER)),
    Row("Xã Hương Lạc", "Huyện Lạng Giang", Band.BETTER, 388, 0.27,
        Whisker("Xã Hương Lạc", 0.961, 0.94, 0.98, 0.903, Standing.BETTER)),
    Row("Thị trấn Vôi", "Huyện Lạng Giang", Band.SIMILAR, 1206, 0.24,
        Whisker("Thị trấn Vôi", 0.896, 0.88, 0.91, 0.903)),
    Row("Ít lượt, điểm tuyệt đối", "5 trong 5 hài lòng", Band.SIMILAR, 5, 0.12,
        Whisker("Ít lượt, điểm tuyệt đối", 0.912, 0.83, 0.97, 0.903)),
    Row("Xã Đèo Gia", "Huyện Lục Ngạn", Band.NEEDS_SUPPORT, 214, 0.18,
        Whisker("Xã Đèo Gia", 0.773, 0.73, 0.82, 0.903, Standing.LOWER)),
    Row("Xã Sa Lý", "Huyện Lục Ngạn", Band.UNKNOWN, 20, 0.03),
)  # fmt: skip

LEVELS = FiveLevels((14, 22, 41, 186, 402), "Năm mức, tháng 5/2025")
NO_LEVELS = FiveLevels((0, 0, 0, 0, 0), "Năm mức, hôm nay", legend=False)
PROGRESS = Progress(7, 8, "Báo cáo đã nộp")


def daily_counts() -> DailyCounts:
    """Three weeks of a commune's counters, closed at weekends."""
    counts = (
        31,
        28,
        35,
        30,
        26,
        12,
        None,
        33,
        41,
        29,
        38,
        30,
        9,
        None,
        44,
        36,
        39,
        31,
        27,
        11,
        None,
    )
    start = date(2025, 4, 28)
    days = (DayCount(start + timedelta(days=place), count) for place, count in enumerate(counts))
    return DailyCounts(tuple(days), "Lượt đánh giá mỗi ngày, thị trấn Vôi")
