"""The demonstration: the real tree, invented people, about 150,000 ratings from 2021-05 to today."""

from nucuoi.demo.build import build
from nucuoi.demo.record import readdress

__all__ = ["build", "readdress"]
