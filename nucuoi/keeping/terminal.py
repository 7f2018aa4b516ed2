"""Backup, restore and drill as the person at the terminal asks for them."""

import os
import sys
from collections.abc import Callable
from getpass import getpass
from pathlib import Path

from nucuoi.keeping import keys, layout, words
from nucuoi.keeping.errors import KeepingRefused
from nucuoi.web import formats

Say = Callable[[str], object]


def back_up(*, to: Path | None, keys_to: Path | None, rotate: bool, say: Say) -> None:
    """Makes a backup, or saves the keys when only they are asked for.

    With `rotate`, as every night: what was erased leaves the database's files first, and old backups
    go afterwards.

    Raises:
        KeepingRefused: If it cannot be done.
    """
    if rotate:
        _tidy(say)
    if keys_to is not None:
        _save_keys(keys_to, say)
    if keys_to is None or to is not None:
        _save_data(to, say)
    if rotate:
        _rotate(say)


def restore(file: Path, data: Path, keys_file: Path | None, say: Say) -> bool:
    """Restores a backup into an empty folder and checks it; sets Django up on that folder.

    Returns:
        Whether everything is right.

    Raises:
        KeepingRefused: If it cannot be done.
    """
    secret_keys = keys.opened(keys_file, _passphrase()) if keys_file else {}
    note = layout.lay_out(file, data, secret_keys)
    for line in words.of_note(note):
        say(line)
    if not secret_keys:
        say(
            "Không kèm tệp khóa: mã tra cứu do máy chủ cấp, thông tin liên hệ và xác thực hai lớp "
            "trước đây không dùng lại được."
        )
    os.environ["NUCUOI_DATA"] = str(data)
    _set_up_django()
    from nucuoi.keeping.restore import finish

    right = finish(data, note, file_name=file.name, say=say)
    say(f"Đã phục hồi vào {data}." if right else f"Có sai lệch: xem các dòng SAI ({data}).")
    return right


def drill(say: Say) -> bool:
    """Tries the newest backup out; returns whether it can be restored.

    Raises:
        KeepingRefused: If there is none.
    """
    from nucuoi.foundation.seat import SYSTEM
    from nucuoi.keeping.drill import drill

    done = drill(by=SYSTEM)
    if not done.right:
        say(done.said)
    say(
        f"{done.archive}: {'phục hồi được, mọi kiểm tra đều đúng' if done.right else 'KHÔNG phục hồi được'}."
    )
    return done.right


def _save_data(to: Path | None, say: Say) -> None:
    from nucuoi.foundation.seat import SYSTEM
    from nucuoi.keeping.backup import back_up

    made = back_up(by=SYSTEM, to=to.absolute() if to else None)
    for line in words.of_note(made.note):
        say(line)
    say(f"Đã ghi {formats.size(made.size)} vào {made.path}. Khóa không nằm trong bản này.")


def _save_keys(to: Path, say: Say) -> None:
    from nucuoi.foundation.seat import SYSTEM
    from nucuoi.keeping.backup import save_keys

    count = save_keys(by=SYSTEM, to=to.absolute(), passphrase=_passphrase(twice=True))
    say(f"Đã ghi {count} khóa vào {to}. Cất tệp này và câu mật khẩu ở hai nơi khác nhau.")


def _tidy(say: Say) -> None:
    """A busy database is no reason to go without a backup."""
    from nucuoi.keeping.tidying import tidy

    try:
        if tidy():
            say("Đã dọn phần dữ liệu đã xóa khỏi tệp dữ liệu.")
    except KeepingRefused as refused:
        say(refused.message)


def _rotate(say: Say) -> None:
    from nucuoi.keeping.backup import rotate

    for name in rotate():
        say(f"Đã bỏ bản cũ {name}")


def _passphrase(*, twice: bool = False) -> str:
    """From the environment, else asked at the terminal."""
    given = keys.passphrase_of_settings()
    if given:
        return given
    if not sys.stdin.isatty():
        raise KeepingRefused("Cần câu mật khẩu: đặt NUCUOI_BACKUP_PASSPHRASE hoặc chạy ở terminal.")
    first = getpass("Câu mật khẩu của tệp khóa: ")
    if twice and getpass("Nhập lại: ") != first:
        raise KeepingRefused("Hai lần nhập không giống nhau. Hãy chạy lại.")
    return first


def _set_up_django() -> None:
    import django

    django.setup()
