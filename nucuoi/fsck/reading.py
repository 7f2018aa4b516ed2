"""Reading one state of the database while others write, and the words and keys found in it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

Row = tuple[Any, ...]
Content = dict[str, Any]

ENTRY, CHANGE, EXCLUDE = 1, 2, 3
KINDS = {1: "entry", 2: "change", 3: "exclude", 4: "table", 5: "audit", 6: "key"}
EVIDENCE = {1: "ticket", 2: "kiosk", 3: "paper", 4: "open"}
DISPUTED = 5
CHANNELS = {1: "kiosk", 2: "web", 3: "qr", 4: "link", 5: "sms", 6: "paper"}
RATERS = {1: "citizen", 2: "business"}
APOLOGIES = {1: "yes", 2: "no", 3: "unknown"}
ATTRIBUTED_BY = {1: "sign_on", 2: "roster", 3: "holder", 4: "counter_only"}
GOOD = "chao xin_loi cam_on xin_phep mim_cuoi nhe_nhang lang_nghe giup_do".split()
TAGS = [*GOOD, *(f"thieu_{tag}" for tag in GOOD)]
BREACHES = "gay_kho_khan voi_vinh keo_dai tho_o".split()


@contextmanager
def one_state() -> Iterator[None]:
    """Within it all reads see the database as it was at the first one; writers are not held up."""
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "BEGIN DEFERRED"
            if connection.vendor == "sqlite"
            else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        )
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def rows(statement: str, *values: object) -> Iterator[Row]:
    """The rows of a statement, a few thousand at a time."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)  # type: ignore[arg-type]  # numbers, text and bytes
        while some := cursor.fetchmany(5_000):
            yield from some


def one(statement: str, *values: object) -> Any:
    """The only value of a statement's only row."""
    ((value,),) = rows(statement, *values)
    return value


def leaves(up_to: int | None = None) -> Iterator[tuple[int, int, Content, Content]]:
    """Index, kind, core and duty (empty = none) of the leaves before `up_to`, None = all."""
    end = 2**62 if up_to is None else up_to
    statement = 'SELECT "index", kind, core, duty FROM ledger_leaf WHERE "index" < %s ORDER BY 1'
    for index, kind, core, duty in rows(statement, end):
        yield index, kind, json.loads(bytes(core)), json.loads(bytes(duty)) if duty else {}


def ticked(bits: int, words: list[str]) -> list[str]:
    """The words whose bits are set, as a leaf lists them."""
    return sorted(word for place, word in enumerate(words) if bits & (1 << place))
