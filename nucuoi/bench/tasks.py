"""Work timed inside a filled installation, with Django set up; figures by their keys."""

import resource
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from statistics import median

from django.conf import settings
from django.db import connection

from nucuoi.auditor import bundle, sealed
from nucuoi.auditor import check as auditing
from nucuoi.bench.errors import BenchFailed
from nucuoi.bench.figure_pages import figures
from nucuoi.bench.inboxes import inbox
from nucuoi.bench.log_tiles import proof, tiles
from nucuoi.demo.places import SHOWCASE
from nucuoi.documents.comma_file import write_csv
from nucuoi.documents.table import Row, Table
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM
from nucuoi.ledger import publishing
from nucuoi.ledger import queries as queries_of_log
from nucuoi.organisation.queries import units_as_of
from nucuoi.oversight.bundle import make_bundle
from nucuoi.ratings import queries as ratings
from nucuoi.ratings import sealing
from nucuoi.reports import making
from nucuoi.reports.rules.question import CLASSES, FIRST_DAY, Form, Kind, Question
from nucuoi.scores import follower, queries
from nucuoi.scores.rebuild import rebuild as rebuild_all
from nucuoi.scores.rules.periods import Period, span_of
from nucuoi.tlog.keys import VerifierKey

Figures = Mapping[str, float]
ROUNDS = 15
SEALED = 10_000
"""Ratings sealed in one go."""
DISTRICTS = date(2024, 10, 15)
"""A day on which there were districts."""
_TABLES = (
    "ratings_rating",
    "ledger_leaf",
    "scores_monthtally",
    "scores_weektally",
    "scores_daytally",
)


def seal() -> Figures:
    """Gives some waiting ratings their leaves, then counts them, as the worker does."""
    started, cpu, sealed = time.perf_counter(), time.process_time(), 0
    while sealed < SEALED and (done := sealing.seal_all()):
        sealed += done
        follower.follow_all()
    return {
        "sealed": sealed,
        "seal_rate": sealed / (time.perf_counter() - started),
        "seal_cpu": (time.process_time() - cpu) / max(sealed, 1) * 1e6,
    }


def rebuild() -> Figures:
    """Counts the whole log again."""
    started, cpu = time.perf_counter(), time.process_time()
    leaves = rebuild_all()
    seconds = time.perf_counter() - started
    return {
        "leaves": leaves,
        "rebuild_s": seconds,
        "ten_million_s": seconds / leaves * 1e7,
        "rebuild_cpu_s": time.process_time() - cpu,
        "rebuild_mb": _peak_mb(),
    }


def boards() -> Figures:
    """Reads a month's board of a commune, a district and the province; milliseconds, medians."""
    today = clock.today()
    figures: dict[str, float] = {}
    for level, on in {"commune": today, "district": DISTRICTS, "province": today}.items():
        times, cpu = zip(*_board_ms(level, on), strict=True)
        figures |= {f"{level}_ms": median(times), f"{level}_cpu_ms": median(cpu)}
    return figures


def export() -> Figures:
    """Writes all ratings of the province under the present tree into a .csv."""
    today, rows = clock.today(), 0
    question = Question(
        kind=Kind.RAW,
        form=Form.CSV,
        unit=_first("province", today),
        as_of=today,
        first=FIRST_DAY,
        last=today,
        evidence=frozenset(CLASSES),
    )

    def counted(made: Iterator[Row]) -> Iterator[Row]:
        nonlocal rows
        for row in made:
            rows += 1
            yield row

    started, cpu = time.perf_counter(), time.process_time()
    table = making.table_of(question, lambda _: None)
    path = Path(settings.DATA) / "bench.csv"
    write_csv(Table(table.name, table.columns, counted(iter(table.rows))), path)
    seconds = time.perf_counter() - started
    path.unlink()
    return {
        "rows": rows,
        "export_s": seconds,
        "a_million_s": seconds / rows * 1e6,
        "a_million_cpu_s": (time.process_time() - cpu) / rows * 1e6,
        "export_mb": _peak_mb(),
    }


def size() -> Figures:
    """Bytes on the disk for each rating: rows, indexes and leaf, and with the rollups."""
    total = ratings.ratings_total()
    sizes = {table: _bytes(table) / total for table in _TABLES}
    narrow = sizes["ratings_rating"] + sizes["ledger_leaf"]
    return {"rating_bytes": narrow, "with_rollups_bytes": sum(sizes.values())}


def audit() -> Figures:
    """Audits a bundle of all leaves as the Front does; log and bundle are made the first time."""
    folder = Path(settings.DATA) / "auditor"
    if not folder.exists():
        _publish_and_open(folder)
    log = queries_of_log.log()
    assert log is not None
    keys = [VerifierKey.parse(row.vkey) for row in queries_of_log.log_keys()]
    read = publishing.folder_of(log.name).read
    started, cpu = time.perf_counter(), time.process_time()
    with (folder / "bundle").open("rb") as file:
        found = auditing.audit(bundle.read(file, sealed.load(folder)), read, keys, [])
    seconds = time.perf_counter() - started
    if found.wrong:
        raise BenchFailed(found.wrong[0])
    return {
        "audited": found.leaves,
        "audit_s": seconds,
        "a_million_audited_s": seconds / found.leaves * 1e6,
        "a_million_audited_cpu_s": (time.process_time() - cpu) / found.leaves * 1e6,
        "audit_mb": _peak_mb(),
    }


TASKS: Mapping[str, Callable[[], Figures]] = {
    task.__name__: task
    for task in (seal, rebuild, boards, export, size, audit, figures, inbox, tiles, proof)
}


def _publish_and_open(folder: Path) -> None:
    """Publishes the whole log and has a bundle of it made for an auditor's key in `folder`."""
    while publishing.publish():
        continue
    line = sealed.init(folder)
    with make_bundle(by=SYSTEM, to=line) as made, (folder / "bundle").open("wb") as file:
        shutil.copyfileobj(made, file)


def _board_ms(level: str, on: date) -> Iterator[tuple[float, float]]:
    """Time and CPU of each of some readings."""
    unit, today, span = _first(level, on), clock.today(), span_of(Period.MONTH, on)
    for _ in range(ROUNDS):
        started, cpu = time.perf_counter(), time.process_time()
        place = queries.place(unit, span.first, span.as_of(today))
        queries.board(place, span, today, place.counters)
        yield (time.perf_counter() - started) * 1000, (time.process_time() - cpu) * 1000


def _first(level: str, on: date) -> str:
    """The busiest commune, or the first unit of another level by name."""
    return SHOWCASE if level == "commune" else units_as_of(on, level)[0].unit


def _bytes(table: str) -> int:
    statement = (
        "SELECT COALESCE(SUM(pgsize), 0) FROM dbstat WHERE name IN"
        " (SELECT name FROM sqlite_master WHERE tbl_name = %s)"
        if connection.vendor == "sqlite"
        else "SELECT pg_total_relation_size(%s::regclass)"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [table])
        return int(cursor.fetchone()[0])


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
