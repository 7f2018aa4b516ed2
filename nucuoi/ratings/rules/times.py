"""When a rating was made: what a device or a phone says, held against when it arrived (design §6).

All instants are whole milliseconds since 1970 UTC.
"""

from datetime import UTC, datetime, timedelta

from msgspec import Struct

AHEAD_MS = 5 * 60_000
BEHIND_MS = 24 * 3_600_000
SLACK_MS = 60_000
"""How far a bound may move a device's time before its clock is called impossible: the time on the
way differs from one sending to the next."""

OLDEST_MS = 366 * 24 * 3_600_000
"""No outbox is older; a clock that says so was reset and bounds nothing."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Moment(Struct, frozen=True):
    """When a rating was made, as well as can be known.

    Attributes:
        clamped: The device's clock was impossible: counted at the counter only.
    """

    at_ms: int
    clamped: bool = False


def to_ms(at: datetime) -> int:
    """An aware instant of any year from 1 to 9999."""
    return (at - _EPOCH) // timedelta(milliseconds=1)


def on_device(
    rated_ms: int | None,
    sent_ms: int | None,
    arrived_ms: int,
    *,
    previous_ms: int | None,
    opened_ms: int,
) -> Moment:
    """The corrected time of a paired device, whose clock may be wild: never an error.

    rated + (arrival − sent), clamped between the rating before it in the outbox and the arrival.
    Where no earlier rating bounds a clock that stands before the counter opened, or more than
    `OLDEST_MS` ago, the arrival is the best that is known.

    Args:
        rated_ms: The device's clock at the rating; None = only the arrival is known.
        arrived_ms: Our clock when the request came.
        sent_ms: The device's clock at the sending; None = its clock is taken to be right.
        previous_ms: Corrected time of the rating with the next lower seq; None = not known.
        opened_ms: When the counter opened.
    """
    if rated_ms is None:
        return Moment(arrived_ms)
    guess = rated_ms if sent_ms is None else rated_ms + (arrived_ms - sent_ms)
    bounded = min(guess if previous_ms is None else max(guess, previous_ms), arrived_ms)
    if bounded < max(opened_ms, arrived_ms - OLDEST_MS):
        bounded = arrived_ms
    return Moment(bounded, clamped=abs(bounded - guess) > SLACK_MS)


def in_open(rated_ms: int | None, arrived_ms: int) -> Moment | None:
    """The time of a rating from a phone or any other sender; None = too wild to be taken.

    Up to 24 hours behind and 5 minutes ahead are taken; a time ahead of the arrival is the arrival.
    """
    if rated_ms is None:
        return Moment(arrived_ms)
    if not -BEHIND_MS <= rated_ms - arrived_ms <= AHEAD_MS:
        return None
    return Moment(min(rated_ms, arrived_ms))


def on_paper(rated_ms: int | None, arrived_ms: int) -> Moment | None:
    """The time of a sheet keyed by staff: the day keyed, however long ago; None = still to come."""
    if rated_ms is None:
        return Moment(arrived_ms)
    return None if rated_ms > arrived_ms + AHEAD_MS else Moment(min(rated_ms, arrived_ms))
