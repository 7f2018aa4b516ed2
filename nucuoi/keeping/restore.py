"""The second half of a restore: the laid-out folder becomes one that can be used."""

from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from nucuoi.audit import actions as audit
from nucuoi.foundation.seat import SYSTEM
from nucuoi.keeping import archive, databases, places, upgrade
from nucuoi.keeping.durable import flush
from nucuoi.keeping.errors import Damaged
from nucuoi.keeping.note import Note

Say = Callable[[str], object]


def finish(data: Path, note: Note, *, file_name: str, say: Say) -> bool:
    """Makes the laid-out folder, which is that of the settings, ready to use, and checks it.

    Returns:
        Whether everything is right; if not, the mark stays and `./run` refuses the folder.

    Raises:
        Damaged: If the database is spoiled or not the one that the note describes.
    """
    databases.put_back(data / archive.DATABASES[note.contents.database])
    if databases.contents() != note.contents:
        raise Damaged("cơ sở dữ liệu không phải như phần ghi chú")
    upgrade.migrate()
    with transaction.atomic():
        audit.record(by=SYSTEM, action="keeping.backup.restored", subject=file_name[:80])
    right = upgrade.settle(say)
    if right:
        upgrade.stamp()
        (data / places.RESTORE_BEGUN).unlink()
        flush(data)
    return right
