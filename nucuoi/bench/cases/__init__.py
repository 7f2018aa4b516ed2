"""All cases, in the order in which they are measured."""

from nucuoi.bench.case import Case
from nucuoi.bench.cases import (
    board,
    filled,
    flush,
    inbox,
    intake,
    latency,
    log,
    memory,
    upkeep,
    whole,
)

CASES: tuple[Case, ...] = (
    intake.CASE,
    whole.CASE,
    latency.CASE,
    upkeep.CASE,
    board.CASE,
    flush.CASE,
    log.TILES,
    filled.SEAL,
    filled.SIZE,
    filled.BOARDS,
    filled.EXPORT,
    filled.REBUILD,
    memory.CASE,
    log.PROOF,
    filled.AUDIT,
    filled.GROWTH,
    filled.FIGURES,
    inbox.CASE,
)
