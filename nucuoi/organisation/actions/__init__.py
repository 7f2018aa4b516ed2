"""What changes units, service points, counters, officials and visits."""

from nucuoi.organisation.actions.counters import (
    change_counter,
    close_counter,
    open_counter,
    set_counter_fields,
)
from nucuoi.organisation.actions.duties import clear_duty, set_duty, set_holder
from nucuoi.organisation.actions.import_units import Imported, import_units
from nucuoi.organisation.actions.intake import touch_intake
from nucuoi.organisation.actions.officials import (
    change_official,
    end_posting,
    post_official,
    register_official,
    take_on_official,
)
from nucuoi.organisation.actions.points import (
    close_point,
    open_point,
    set_opening_hours,
    set_place,
)
from nucuoi.organisation.actions.signing_on import sign_off, sign_on
from nucuoi.organisation.actions.visits import import_visits, record_visits

__all__ = [
    "Imported",
    "change_counter",
    "change_official",
    "clear_duty",
    "close_counter",
    "close_point",
    "end_posting",
    "import_units",
    "import_visits",
    "open_counter",
    "open_point",
    "post_official",
    "record_visits",
    "register_official",
    "set_counter_fields",
    "set_duty",
    "set_holder",
    "set_opening_hours",
    "set_place",
    "sign_off",
    "sign_on",
    "take_on_official",
    "touch_intake",
]
