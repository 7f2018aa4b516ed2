"""How fast the public log grows, and how fast it proves a line to the person who asks."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from nucuoi.bench.case import Case, Figure, Measure, at_least, at_most
from nucuoi.bench.stand import Stand


@contextmanager
def opened(stand: Stand) -> Iterator[Measure]:
    """An installation as it was prepared: tiles need no database."""
    yield lambda _: _figures(stand, "tiles")


@contextmanager
def opened_long(stand: Stand) -> Iterator[Measure]:
    """An installation whose log has as many leaves as ratings are asked for."""
    stand.run("nucuoi.bench.long_log", str(stand.size))
    yield lambda _: _figures(stand, "proof")


def _figures(stand: Stand, task: str) -> Mapping[str, float]:
    found: Mapping[str, float] = json.loads(stand.run("nucuoi.bench.task", task))
    return found


TILES = Case(
    name="tiles",
    purpose="200,000 leaves become tiles and entry bundles, 1,000 at a time: in memory, then into a "
    "folder where every file and every folder is flushed as when publishing.",
    figures=(
        Figure("hashed_rate", "leaves made into tiles", "/s", at_least(100_000)),
        Figure("hashed_cpu", "CPU of one", "µs"),
        Figure(
            "written_rate",
            "leaves made into tiles and put into the folder",
            "/s",
            at_least(100_000),
        ),
        Figure("written_cpu", "CPU of one, put into the folder", "µs"),
    ),
    opened=opened,
    databases=("sqlite",),
)
PROOF = Case(
    name="proof",
    purpose="inclusion proofs of 200 leaves anywhere in a long log, from the tiles in its folder, which "
    "the system has in memory; then 200 proof files as the holders of codes get them, with row and "
    "checkpoint from the database; every proof is verified. Measured only when named: "
    "`nucuoi bench proof --size 10000000 --write-docs`.",
    figures=(
        Figure("size", "leaves in the log"),
        Figure("proof_ms", "inclusion proof: time", "ms", at_most(5)),
        Figure("proof_cpu_ms", "inclusion proof: CPU", "ms", at_most(5)),
        Figure("proof_99_ms", "inclusion proof: time under which 99 of 100 stay", "ms"),
        Figure("file_ms", "proof file: time", "ms"),
        Figure("file_cpu_ms", "proof file: CPU of the program", "ms"),
    ),
    opened=opened_long,
    only_named=True,
)
