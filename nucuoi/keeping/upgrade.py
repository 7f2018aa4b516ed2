"""Bringing a data folder up to the version that runs it now, never the other way round."""

from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from nucuoi import __version__
from nucuoi.audit import actions as audit
from nucuoi.foundation import clock
from nucuoi.foundation.seat import SYSTEM
from nucuoi.fsck import check_all
from nucuoi.keeping import backup, places, records, rules
from nucuoi.keeping.errors import KeepingRefused
from nucuoi.ledger.errors import LogFault
from nucuoi.ratings import sealing
from nucuoi.scores import follower
from nucuoi.scores.errors import UnknownCodes

Say = Callable[[str], object]


def check_folder() -> None:
    """Whether this version may run the data folder of the settings; looks only.

    Raises:
        KeepingRefused: If a newer version ran it, or a restore into it was not finished.
    """
    if (Path(settings.DATA) / places.RESTORE_BEGUN).exists():
        raise KeepingRefused(
            f"Lần phục hồi vào {settings.DATA} chưa xong hoặc chưa đúng. Hãy phục hồi lại vào một "
            f"thư mục trống; nếu vẫn muốn dùng thư mục này, hãy xóa tệp {places.RESTORE_BEGUN}."
        )
    found = records.read(records.FolderVersion)
    newer = found.version if found and rules.is_newer(found.version, __version__) else ""
    if newer or _unknown_migrations():
        raise KeepingRefused(
            f"Thư mục {settings.DATA} đã chạy với phiên bản {newer or 'mới hơn'}; "
            f"bản này là {__version__}. Không đổi gì cả. Hãy chạy bản mới, hoặc phục hồi bản sao lưu "
            "lập trước khi nâng cấp vào một thư mục trống."
        )


def bring_up_to_date(say: Say) -> None:
    """Migrates the database; a folder of an older version is backed up before and checked after.

    Raises:
        KeepingRefused: As `check_folder`; or if the backup cannot be made, a migration fails or
            the check finds something wrong: then nothing may be started on the folder.
    """
    check_folder()
    found = records.read(records.FolderVersion)
    if not _applied():
        say("Đang chuẩn bị cơ sở dữ liệu …")
        migrate()
        stamp()
    elif found is None or found.version != __version__ or _plan():
        _upgrade(found, say)
    else:
        records.forget(records.UpgradeBegun)


def migrate() -> None:
    """Applies the migrations that are not applied yet; makes the shared cache where there is one."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def settle(say: Say) -> bool:
    """Seals and counts what waited when the folder was last in use, then checks all of it.

    Returns:
        Whether the check found nothing wrong.
    """
    try:
        while sealing.seal_all():
            continue
        while follower.follow_all():
            continue
    except (sealing.Torn, LogFault, UnknownCodes) as fault:
        say(f"SAI   Không ghi tiếp được vào sổ hoặc số đếm: {fault}")
        check_all(say)
        return False
    return check_all(say)


def stamp() -> None:
    """Writes down that this version ran the folder."""
    found = records.read(records.FolderVersion)
    since = found.since if found else clock.now()
    records.write(records.FolderVersion(__version__, since))


def _upgrade(found: records.FolderVersion | None, say: Say) -> None:
    say(f"Đang nâng cấp từ phiên bản {found.version if found else 'cũ'} lên {__version__} …")
    saved = _saved_before()
    say(f"Dữ liệu trước khi nâng cấp: {saved}")
    faults: list[str] = []
    try:
        migrate()
    except Exception as fault:
        raise _failed(saved, f"chuyển đổi không xong ({fault})") from fault
    say("Đang kiểm tra sổ và số đếm …")
    if not settle(lambda line: faults.append(line) if line.startswith("SAI") else None):
        raise _failed(saved, " ".join(faults))
    _record(saved)
    stamp()
    say("Đã nâng cấp; mọi kiểm tra đều đúng.")


def _saved_before() -> Path:
    """The backup before this upgrade; an upgrade that is tried again keeps that of its first try."""
    begun = records.read(records.UpgradeBegun)
    if begun and begun.version == __version__ and Path(begun.archive).exists():
        return Path(begun.archive)
    made = backup.make(places.backups() / rules.name_before(__version__, clock.now()))
    records.write(records.UpgradeBegun(__version__, str(made.path)))
    return made.path


def _record(saved: Path) -> None:
    """Journal and health page are told only now: before, their tables may have been old ones."""
    with transaction.atomic():
        audit.record(by=SYSTEM, action="keeping.backup.made", subject=saved.name[:80])
    records.forget(records.UpgradeBegun)


def _failed(saved: Path, why: str) -> KeepingRefused:
    return KeepingRefused(
        f"Nâng cấp chưa được: {why}. Chưa khởi động gì. Dữ liệu trước khi nâng cấp ở {saved}; "
        "phục hồi bằng nucuoi restore vào một thư mục trống rồi chạy bản cũ."
    )


def _applied() -> set[tuple[str, str]]:
    return set(MigrationLoader(connection).applied_migrations)


def _plan() -> list[object]:
    executor = MigrationExecutor(connection)
    return list(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _unknown_migrations() -> list[str]:
    """Applied migrations of our rooms and packages that this version does not have."""
    return list(_of_a_later_version())


def _of_a_later_version() -> Iterator[str]:
    loader = MigrationLoader(connection)
    for app, name in loader.applied_migrations:
        if app in loader.migrated_apps and (app, name) not in loader.disk_migrations:
            yield f"{app}.{name}"
