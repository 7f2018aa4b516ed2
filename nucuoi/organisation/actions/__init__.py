"""What changes units, service points, counters, officials and visits."""

from nucuoi.organisation.actions.import_units import Imported, import_units
from nucuoi.organisation.actions.intake import touch_intake

__all__ = ["Imported", "import_units", "touch_intake"]
