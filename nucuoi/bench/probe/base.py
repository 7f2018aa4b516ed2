"""Django's SQLite backend with the probe in it."""

from typing import Any

from django.db.backends.sqlite3 import base

from nucuoi.bench.probe.holds import django_hold


class DatabaseWrapper(base.DatabaseWrapper):
    """Notes every write transaction."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._hold = django_hold()

    def _start_transaction_under_autocommit(self) -> None:
        super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in the stubs
        self._hold.begin()

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # not in the stubs
        self._hold.end()

    def _rollback(self) -> None:
        super()._rollback()  # type: ignore[misc]  # not in the stubs
        self._hold.end()
