"""All cases, in the order in which they are measured."""

from nucuoi.bench.case import Case
from nucuoi.bench.cases import board, filled, flush, inbox, intake, latency, memory, upkeep, whole

CASES: tuple[Case, ...] = (
    intake.CASE,
    whole.CASE,
    latency.CASE,
    upkeep.CASE,
    board.CASE,
    flush.CASE,
    filled.SEAL,
    filled.REBUILD,
    filled.BOARDS,
    filled.EXPORT,
    filled.SIZE,
    memory.CASE,
    filled.GROWTH,
    inbox.CASE,
)
