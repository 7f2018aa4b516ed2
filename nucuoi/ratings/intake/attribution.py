"""Who was on duty: sign-on, else roster, else usual holder, else the counter only (design §4.4)."""

from nucuoi.foundation import clock
from nucuoi.ratings.intake.registry import CounterCard
from nucuoi.ratings.intake.store import Store
from nucuoi.ratings.rules.words import AttributedBy

Attribution = tuple[int | None, AttributedBy]
COUNTER_ONLY: Attribution = (None, AttributedBy.COUNTER_ONLY)


def on_duty(counter: CounterCard, at_ms: int, store: Store) -> Attribution:
    """The official who served at the counter at that instant, and how that is known."""
    if counter.signed_on:
        official = store.signed_on(counter.id, at_ms)
        if official is not None:
            return official, AttributedBy.SIGN_ON
    day, half = clock.half_day_of_ms(at_ms)
    said = store.rostered(counter.id, day, half) if counter.rostered else None
    if said is not None:
        return (said[0], AttributedBy.ROSTER) if said[0] is not None else COUNTER_ONLY
    return _holder(counter, day)


def _holder(counter: CounterCard, day: int) -> Attribution:
    for holder in counter.holders:
        if holder.valid_from <= day and (holder.valid_to is None or day < holder.valid_to):
            return holder.official, AttributedBy.HOLDER
    return COUNTER_ONLY
