"""What changes units, service points, counters, officials and visits."""

from nucuoi.organisation.actions.intake import touch_intake

__all__ = ["touch_intake"]
