"""Reading a snapshot of the registry out of the database."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from nucuoi.ratings.intake import statements
from nucuoi.ratings.intake.registry import CounterCard, DeviceCard, Holder, Snapshot, day_number

Fetch = Callable[[str], list[Any]]
"""Gives the rows of a statement, in the transaction of the caller."""


def load(fetch: Fetch, number: int) -> Snapshot:
    """Everything as of the transaction of `fetch`, under that version number."""
    counters = _counters(fetch)
    return Snapshot(
        number=number,
        counters={card.code.lower(): card for card in counters},
        counters_by_id={card.id: card for card in counters},
        devices={row[0]: DeviceCard(*row[1:]) for row in fetch(statements.DEVICES)},
        fields=dict(fetch(statements.FIELDS)),
        forms=dict(fetch(statements.FORMS)),
    )


def _counters(fetch: Fetch) -> list[CounterCard]:
    successors = dict(fetch(statements.SUCCESSORS))
    holders = _holders(fetch)
    signed_on = {row[0] for row in fetch(statements.COUNTERS_SIGNED_ON)}
    rostered = {row[0] for row in fetch(statements.COUNTERS_ROSTERED)}
    return [
        CounterCard(
            id=identity,
            code=code,
            point=point,
            valid_from=day_number(valid_from),
            valid_to=day_number(valid_to) if valid_to else None,
            successor=successors.get(identity),
            holders=tuple(holders[identity]),
            signed_on=identity in signed_on,
            rostered=identity in rostered,
        )
        for identity, code, point, valid_from, valid_to in fetch(statements.COUNTERS)
    ]


def _holders(fetch: Fetch) -> dict[int, list[Holder]]:
    holders: dict[int, list[Holder]] = defaultdict(list)
    for counter, official, valid_from, valid_to in fetch(statements.HOLDERS):
        until = day_number(valid_to) if valid_to else None
        holders[counter].append(Holder(official, day_number(valid_from), until))
    return holders
