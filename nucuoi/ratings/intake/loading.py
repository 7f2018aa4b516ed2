"""Reading a snapshot of the registry out of the database."""

import sqlite3
from collections import defaultdict

from nucuoi.ratings.intake import statements
from nucuoi.ratings.intake.registry import CounterCard, DeviceCard, Holder, Snapshot, day_number


def load(link: sqlite3.Connection, number: int) -> Snapshot:
    """Everything as of the transaction that `link` is in, under that version number."""
    counters = _counters(link)
    return Snapshot(
        number=number,
        counters={card.code.lower(): card for card in counters},
        counters_by_id={card.id: card for card in counters},
        devices={row[0]: DeviceCard(*row[1:]) for row in link.execute(statements.DEVICES)},
        fields=dict(link.execute(statements.FIELDS).fetchall()),
        forms=dict(link.execute(statements.FORMS).fetchall()),
    )


def _counters(link: sqlite3.Connection) -> list[CounterCard]:
    successors = dict(link.execute(statements.SUCCESSORS).fetchall())
    holders = _holders(link)
    signed_on = {row[0] for row in link.execute(statements.COUNTERS_SIGNED_ON)}
    rostered = {row[0] for row in link.execute(statements.COUNTERS_ROSTERED)}
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
        for identity, code, point, valid_from, valid_to in link.execute(statements.COUNTERS)
    ]


def _holders(link: sqlite3.Connection) -> dict[int, list[Holder]]:
    holders: dict[int, list[Holder]] = defaultdict(list)
    for counter, official, valid_from, valid_to in link.execute(statements.HOLDERS):
        until = day_number(valid_to) if valid_to else None
        holders[counter].append(Holder(official, day_number(valid_from), until))
    return holders
