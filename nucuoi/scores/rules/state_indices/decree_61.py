"""The table of 18 points of Decree 61/2018/NĐ-CP, chapter on evaluating the one-stop mechanism.

Nine indicators of 0, 1 or 2 points each; five bands. The bands are read from a provincial portal;
the decree's own text is not verified (GK), so they are a table that can be changed.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

INDICATORS = (
    "Tổng thời gian giải quyết so với quy định",
    "Thời gian thực hiện của từng cơ quan tham gia giải quyết",
    "Số lần phải liên hệ với nơi tiếp nhận để hoàn thiện hồ sơ",
    "Số lượng cơ quan phải liên hệ để hoàn thiện hồ sơ",
    "Thực hiện tiếp nhận, giải quyết, trả kết quả tại Bộ phận Một cửa",
    "Công khai thủ tục hành chính",
    "Thái độ của cán bộ, công chức, viên chức khi hướng dẫn, tiếp nhận, giải quyết",
    "Tiếp thu, giải trình đối với phản ánh, kiến nghị",
    "Tiến độ và chất lượng cung cấp dịch vụ công trực tuyến",
)
MOST_POINTS = 2
ATTITUDE, PETITIONS = 6, 7
"""Positions of the two indicators that ratings and answered matters can feed."""


class Band(Enum):
    """Xếp loại."""

    EXCELLENT = "Xuất sắc"
    GOOD = "Tốt"
    FAIR = "Khá"
    AVERAGE = "Trung bình"
    WEAK = "Yếu"


@dataclass(frozen=True, slots=True)
class Bands:
    """From how many points on each band begins, highest first; valid from a day on."""

    valid_from: date
    citation: str
    least: tuple[tuple[Band, int], ...]

    def of(self, points: int) -> Band:
        """The band of a total.

        Raises:
            ValueError: If there cannot be such a total.
        """
        if not 0 <= points <= len(INDICATORS) * MOST_POINTS:
            raise ValueError(f"{points} is no total of {len(INDICATORS)} indicators")
        return next(band for band, least in self.least if points >= least)


BANDS = (
    Bands(
        valid_from=date(2018, 6, 21),
        citation="Nghị định 61/2018/NĐ-CP, chương đánh giá việc giải quyết thủ tục hành chính",
        least=(
            (Band.EXCELLENT, 15),
            (Band.GOOD, 12),
            (Band.FAIR, 9),
            (Band.AVERAGE, 6),
            (Band.WEAK, 0),
        ),
    ),
)


def bands_on(day: date) -> Bands:
    """The bands in force on a day.

    Raises:
        LookupError: Before the first.
    """
    valid = [bands for bands in BANDS if bands.valid_from <= day]
    if not valid:
        raise LookupError(f"no bands on {day}")
    return max(valid, key=lambda bands: bands.valid_from)


def total(points: tuple[int, ...]) -> int:
    """The sum of the nine indicators, 0 to 18.

    Raises:
        ValueError: If there are not nine, or one is not 0, 1 or 2.
    """
    if len(points) != len(INDICATORS) or not set(points) <= set(range(MOST_POINTS + 1)):
        raise ValueError("nine indicators of 0, 1 or 2 points are wanted")
    return sum(points)
