"""The office of a stand, and the requests that are sent to it."""

import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, cycle

from nucuoi.bench.stand import Stand

PATH = "/api/v1/ratings"


@dataclass(frozen=True, slots=True)
class Doors:
    """How to get in.

    Attributes:
        counters: Codes of open counters.
        unit: Identity of the unit above them.
        cookie: Header `Cookie` of the unit's head.
        point: Identity of the service point.
        sheet: Names of the fields of its sheet of visits.
    """

    counters: Sequence[str]
    unit: str
    cookie: str
    point: str
    sheet: Sequence[str]


def open_office(stand: Stand) -> Doors:
    """Fills the stand with one office."""
    return Doors(**json.loads(stand.run("nucuoi.bench.office")))


def ratings(doors: Doors) -> Iterator[bytes]:
    """Requests without end, each a new rating as a phone sends it: faces, three things, two ticks."""
    run = secrets.token_hex(4)
    heads = [_head(counter) for counter in doors.counters]
    for number, (before, after) in zip(count(), cycle(heads), strict=False):
        yield b"%s%s-0000-4000-8000-%012x%s" % (before, run.encode(), number, after)


def _head(counter: str) -> tuple[bytes, bytes]:
    """What stands before and after the id."""
    said = {
        "counter": counter,
        "score": 4,
        "spirit": 4,
        "attitude": 5,
        "conduct": 4,
        "tags": ["chao", "cam_on"],
        "channel": "qr",
        "lang": "vi",
    }
    rest = b'", ' + json.dumps(said).encode()[1:]
    start = b'{"id": "'
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(start) + 36 + len(rest)}\r\n\r\n"
    )
    return head.encode() + start, rest
