"""Large dot and whisker: one share among its peers, with the band of their middle half."""

from dataclasses import dataclass
from typing import ClassVar

from nucuoi.web import formats
from nucuoi.web.charts.whisker import Whisker


@dataclass(frozen=True)
class LargeWhisker:
    """A share with its interval, and where the middle half of the peers lie; all from 0 to 1."""

    whisker: Whisker
    half: tuple[float, float]
    peers_name: str = "mức đồng nghiệp cùng lĩnh vực"

    template: ClassVar[str] = "web/charts/_large_whisker.html"

    @property
    def band(self) -> tuple[str, str]:
        """Left end and width of the middle half, within the scale."""
        scale = self.whisker.scale
        low, high = (min(max(share, scale.low), 1.0) for share in self.half)
        left, right = (float(scale.x(share).rstrip("%")) for share in (low, high))
        return f"{left:.2f}%", f"{max(right - left, 0.5):.2f}%"

    @property
    def label(self) -> str:
        """The drawing in a sentence."""
        middle = formats.interval(*self.half)
        return f"{self.whisker.label} Một nửa số được so sánh nằm trong khoảng {middle}."
