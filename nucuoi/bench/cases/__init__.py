"""All cases, in the order in which they are measured."""

from nucuoi.bench.case import Case
from nucuoi.bench.cases import intake

CASES: tuple[Case, ...] = (intake.CASE,)
