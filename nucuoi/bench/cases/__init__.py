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
    filled.SIZE,
    filled.BOARDS,
    filled.EXPORT,
    filled.AUDIT,
    filled.REBUILD,
    memory.CASE,
    filled.GROWTH,
    filled.FIGURES,
    inbox.CASE,
)
