"""How numbers, shares and dates are written in Vietnamese, everywhere on screen and on paper."""

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

NOTHING = "–"
MINUS = "−"
NO_BREAK = "\N{NO-BREAK SPACE}"


def number(value: float | Decimal | None, places: int = 0) -> str:
    """A number with points between thousands and a decimal comma: 61.240 or 2,5.

    Args:
        value: None is written as a dash.
        places: Digits after the comma, 0 or more; halves are rounded away from zero.
    """
    if value is None:
        return NOTHING
    rounded = _round(value, places)
    sign = MINUS if rounded < 0 else ""
    return sign + f"{abs(rounded):,.{places}f}".translate(str.maketrans(",.", ".,"))


def percent(share: float | Decimal | None, places: int = 1) -> str:
    """A share from 0 to 1 as per cent: 0.903 is 90,3%. None is a dash."""
    if share is None:
        return NOTHING
    return number(Decimal(str(share)) * 100, places) + "%"


def interval(low: float | None, high: float | None) -> str:
    """Two shares from 0 to 1 as whole per cents: 88–92%. A dash when one is missing."""
    if low is None or high is None:
        return NOTHING
    return f"{percent(low, 0).rstrip('%')}–{percent(high, 0)}"


def moment(value: datetime) -> str:
    """A time and its day, 7:30 15/05/2025, as the wall clock of `value` shows them."""
    return f"{clock(value)} {day(value)}"


def day(value: date | datetime | None) -> str:
    """A date as 15/05/2025. None is a dash; the caller has already chosen the time zone."""
    return NOTHING if value is None else f"{value:%d/%m}/{value.year:04}"


def clock(value: time | datetime | None) -> str:
    """A time of day as 7:30. None is a dash; the caller has already chosen the time zone."""
    return NOTHING if value is None else f"{value.hour}:{value.minute:02}"


def size(count: float) -> str:
    """Bytes as 812 kB, 3,4 MB or 12,5 GB."""
    for unit in ("B", "kB", "MB", "GB"):
        if count < 1000:
            places = 1 if unit in ("MB", "GB") and count < 100 else 0
            return unbroken(f"{number(count, places)} {unit}")
        count /= 1000
    return unbroken(f"{number(count, 1)} TB")


def unbroken(text: str) -> str:
    """The same words held on one line by no-break spaces, for names and units of measure."""
    return NO_BREAK.join(text.split())


def _round(value: float | Decimal, places: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
