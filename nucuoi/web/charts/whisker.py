"""Dot and whisker: an estimated share with its 90 % interval beside the peers' level."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from nucuoi.web import formats
from nucuoi.web.charts.place import at

_LOW, _WIDE_LOW = 0.6, 0.0
_MARGIN = 0.05
_STEPS = 4


class Standing(Enum):
    """How the share stands against the peers; the value is the class of the dot."""

    EXPECTED = "dot"
    BETTER = "dot dot-better"
    LOWER = "dot dot-lower"


@dataclass(frozen=True)
class Scale:
    """The axis that all rows of a table share: 60–100 %, or 0–100 % when a value lies below.

    Args:
        low: Share at the left end, 0 to 1.
    """

    low: float = _LOW

    template: ClassVar[str] = "web/charts/_scale.html"

    @classmethod
    def for_shares(cls, shares: Iterable[float]) -> "Scale":
        """The scale on which all these shares (0 to 1, interval ends too) can be drawn."""
        return cls(_WIDE_LOW if min(shares, default=1.0) < _LOW else _LOW)

    def x(self, share: float) -> str:
        """Place of a share in per cent of the width."""
        part = (share - self.low) / (1 - self.low)
        return at(_MARGIN + part * (1 - 2 * _MARGIN))

    @property
    def hairs(self) -> list[str]:
        """Places of the five hairlines."""
        step = (1 - self.low) / _STEPS
        return [self.x(self.low + number * step) for number in range(_STEPS + 1)]

    @property
    def marks(self) -> list[tuple[str, str]]:
        """Place and words of the two ends and the middle."""
        shares = (self.low, (1 + self.low) / 2, 1.0)
        return [(self.x(share), formats.percent(share, 0)) for share in shares]


@dataclass(frozen=True)
class Whisker:
    """One row: share, interval, peers, all from 0 to 1 and inside the scale.

    Args:
        name: What the row is about, for the spoken label.
        share: The estimate.
        low: Lower end of the 90 % interval, <= share.
        high: Upper end, >= share.
        peers: Level of the peers; None draws no line.
        standing: Colour of the dot.
        scale: The axis shared with the other rows.
    """

    name: str
    share: float
    low: float
    high: float
    peers: float | None = None
    standing: Standing = Standing.EXPECTED
    scale: Scale = Scale()

    template: ClassVar[str] = "web/charts/_whisker.html"

    @property
    def bounds(self) -> tuple[float, float]:
        """Both ends of the interval, as `vi_interval` takes them."""
        return self.low, self.high

    @property
    def ends(self) -> tuple[str, str]:
        """Places of both ends of the whisker."""
        return self.scale.x(self.low), self.scale.x(self.high)

    @property
    def dot(self) -> str:
        """Place of the dot."""
        return self.scale.x(self.share)

    @property
    def peers_x(self) -> str | None:
        """Place of the peers' line."""
        return None if self.peers is None else self.scale.x(self.peers)

    @property
    def label(self) -> str:
        """The row in a sentence."""
        said = f"{self.name}: {formats.percent(self.share)}, khoảng 90%: {formats.interval(self.low, self.high)}"
        if self.peers is None:
            return said + "."
        return f"{said}, mức chung {formats.percent(self.peers)}."
