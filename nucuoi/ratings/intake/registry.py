"""Counters, devices, fields and forms in memory: one immutable snapshot per intake version.

The writer reads the version in each of its transactions and loads again when it has moved, so that
a revoked device or a closed counter holds from the very next rating on, in every process.
"""

from dataclasses import dataclass
from datetime import date

from nucuoi.foundation import clock


@dataclass(frozen=True, slots=True)
class Holder:
    """Who usually sits at a counter, from a day number (inclusive) to another (exclusive)."""

    official: int
    valid_from: int
    valid_to: int | None


@dataclass(frozen=True, slots=True)
class CounterCard:
    """What intake must know of a counter.

    Attributes:
        valid_from: First day number; `valid_to` is the first day it is closed, None = open.
        successor: Code of the counter that took over; None when nobody did.
        holders: Latest first.
        signed_on: Whether anybody ever signed on here; else there is nothing to look up.
        rostered: Whether there ever was a roster exception here.
    """

    id: int
    code: str
    point: int
    valid_from: int
    valid_to: int | None
    successor: str | None
    holders: tuple[Holder, ...]
    signed_on: bool
    rostered: bool

    def is_open(self, day: int) -> bool:
        """Whether ratings of that day count here."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class DeviceCard:
    """A paired device that has not been revoked, and the service point it belongs to."""

    id: int
    point: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All of it as of one intake version."""

    number: int
    counters: dict[str, CounterCard]
    """By code in lower case."""
    counters_by_id: dict[int, CounterCard]
    devices: dict[bytes, DeviceCard]
    """By hash of the token."""
    fields: dict[str, int]
    forms: dict[str, int]

    def counter(self, code: str) -> CounterCard | None:
        """The counter of that code, in whatever case it was typed."""
        return self.counters.get(code.strip().lower())

    def successor(self, closed: CounterCard, day: int) -> CounterCard | None:
        """The counter that serves on that day in place of a closed one, along all successions."""
        seen = {closed.code}
        card = closed
        while not card.is_open(day):
            heir = self.counter(card.successor) if card.successor else None
            if heir is None or heir.code in seen:
                return None
            seen.add(heir.code)
            card = heir
        return card


def day_number(text: str) -> int:
    """Day number of a date as the database writes it, `2026-11-23`."""
    return clock.day_number(date.fromisoformat(text))
