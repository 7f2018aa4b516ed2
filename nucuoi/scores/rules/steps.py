"""When a distribution may move: in steps, so that no single rating can be read from it."""

from datetime import date, timedelta

from nucuoi.ratings.rules.steps import FIRST_STEP, NEXT_STEP

__all__ = ["FIRST_STEP", "NEXT_STEP", "is_due", "starts"]


def is_due(*, shown: int | None, n: int) -> bool:
    """Whether a distribution of `n` ratings may replace one of `shown`; None = none was shown."""
    if n < FIRST_STEP:
        return False
    return shown is None or abs(n - shown) >= NEXT_STEP


def starts(on: date) -> dict[str, date]:
    """First day of the day, ISO week and month that hold `on`, by the word in `Step.period`."""
    return {
        "day": on,
        "week": on - timedelta(days=on.weekday()),
        "month": on.replace(day=1),
    }
