"""All cases, in the order in which they are measured."""

from nucuoi.bench.case import Case
from nucuoi.bench.cases import board, flush, intake, latency, whole

CASES: tuple[Case, ...] = (intake.CASE, whole.CASE, latency.CASE, board.CASE, flush.CASE)
