"""Staff at work while programs are killed: one act after the other goes into the journal.

By the wall clock that the test moves; each act holds its transaction open for a moment, so that on
PostgreSQL a number is given out some time before its row can be seen.
"""

import random
import sys
import time
from pathlib import Path

from django.db import DatabaseError, connection, transaction

from nucuoi.foundation.lifeline import end_with_parent
from nucuoi.foundation.seat import SYSTEM
from tests.durability.program import shift_clock

NAME = "staff"
"""Of this program, beside those of the product."""
LONGEST_S, BETWEEN_S = 0.02, 0.2


def work(chance: random.Random) -> None:
    """Acts until it is killed; what fails is left and the next one tried."""
    from nucuoi.audit.actions import record

    while True:
        try:
            with transaction.atomic():
                record(by=SYSTEM, action="accounts.user.signed_in", subject="durability")
                time.sleep(LONGEST_S * chance.random())
        except DatabaseError:
            connection.close()
        time.sleep(BETWEEN_S)


def begin() -> None:
    """Acts until it is killed; the framework is loaded."""
    end_with_parent()
    work(random.Random())  # noqa: S311  # chance, no secret


if __name__ == "__main__":
    import django

    shift_clock(Path(sys.argv[1]))
    django.setup()
    begin()
