"""Charts as SVG made on the server: frozen records in, one small template each, attributes only."""

from nucuoi.web.charts.columns import DailyCounts, DayCount
from nucuoi.web.charts.levels import FiveLevels
from nucuoi.web.charts.progress import Progress
from nucuoi.web.charts.whisker import Scale, Standing, Whisker

__all__ = ["DailyCounts", "DayCount", "FiveLevels", "Progress", "Scale", "Standing", "Whisker"]
