"""Charts as SVG made on the server: frozen records in, one small template each, attributes only."""

from nucuoi.web.charts.columns import DailyCounts, DayCount
from nucuoi.web.charts.counts import NamedCounts
from nucuoi.web.charts.funnel import Funnel, Point
from nucuoi.web.charts.levels import FiveLevels
from nucuoi.web.charts.own import LargeWhisker
from nucuoi.web.charts.progress import Progress
from nucuoi.web.charts.trend import Trend, Week
from nucuoi.web.charts.whisker import Scale, Standing, Whisker

__all__ = [
    "DailyCounts",
    "DayCount",
    "FiveLevels",
    "Funnel",
    "LargeWhisker",
    "NamedCounts",
    "Point",
    "Progress",
    "Scale",
    "Standing",
    "Trend",
    "Week",
    "Whisker",
]
