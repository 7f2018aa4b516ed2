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
from nucuoi.ledger import publishing, standstill
from nucuoi.ledger import queries as ledger
from nucuoi.ledger.errors import Unpublishable
from nucuoi.web import formats

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
    right = _lay_out_log(say) and upgrade.settle(say)
    if right:
        _hold_log(say)
        upgrade.stamp()
        (data / places.RESTORE_BEGUN).unlink()
        flush(data)
    return right


def _lay_out_log(say: Say) -> bool:
    """What the log published is made again from the leaves as far as the backup lacks it."""
    try:
        publishing.lay_out()
    except Unpublishable as refusal:
        say(f"SAI   {refusal.sentence}")
        return False
    return True


def _hold_log(say: Say) -> None:
    """Nothing is published until it is known that nothing published is missing."""
    last = ledger.last_checkpoint()
    if last is None:
        return
    standstill.hold()
    say(
        f"Sổ công khai: bản sao lưu có đến mốc {formats.number(last.size)} dòng. Mốc mới chỉ được ký "
        "sau khi đối chiếu với máy chứng kiến, hoặc bằng nucuoi keys --resume."
    )
