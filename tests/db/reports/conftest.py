"""A small province with a data folder of its own, and people who ask for exports."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import override_settings

from nucuoi.ratings.rules.words import Evidence
from nucuoi.reports import queries
from nucuoi.reports.actions import ask
from nucuoi.reports.making import make
from nucuoi.reports.queries import ExportRow
from nucuoi.reports.rules.question import Form, Kind, Question
from tests.cast import Member, person
from tests.ratings_made import make_tree

DISTRICT, AN_CHAU, VAN_SON = "bg-221-2021", "bg-07210-2021", "bg-07213-2021"
AS_OF = date(2026, 10, 31)


@pytest.fixture
def folder(tmp_path: Path, db: None) -> Iterator[Path]:
    """The data folder, with the tree of `ratings_made`."""
    make_tree()
    with override_settings(DATA=tmp_path):
        yield tmp_path


@pytest.fixture
def asker(folder: Path) -> Member:
    """Somebody of one-stop control over the district."""
    return person("one_stop_control", DISTRICT)


def question(**other: object) -> Question:
    """All ratings of October 2026 in the district, but for what a test says otherwise."""
    usual: dict[str, object] = {
        "kind": Kind.RAW,
        "form": Form.CSV,
        "unit": DISTRICT,
        "as_of": AS_OF,
        "first": date(2026, 10, 1),
        "last": date(2026, 10, 31),
        "evidence": frozenset({Evidence.TICKET, Evidence.KIOSK, Evidence.PAPER, Evidence.OPEN}),
    }
    return Question(**(usual | other))  # type: ignore[arg-type]  # each as its field


def asked(asker: Member, **other: object) -> ExportRow:
    """An export that waits."""
    number = ask(by=asker.seat, question=question(**other))
    return queries.export(number, asker.user.username)


def made(asker: Member, **other: object) -> ExportRow:
    """An export that has been made."""
    row = asked(asker, **other)
    assert make(row)
    return queries.export(row.number, asker.user.username)
