"""The demonstration in a data folder: built once, never half, never over a real installation."""

import importlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nucuoi.service.errors import StartRefused
from nucuoi.service.progress import say

RECORD = "demo.json"
BEGUN = "demo.begun"
"""Stands in the data folder while the demonstration is being built."""


def exists(data: Path) -> bool:
    """Whether the folder holds a whole demonstration."""
    return (data / RECORD).exists()


def discard_unfinished(data: Path) -> None:
    """Removes the database of a demonstration whose building was interrupted.

    Raises:
        StartRefused: If it is no file of this folder: somebody else's could be meant.
    """
    if not (data / BEGUN).exists():
        return
    if os.environ.get("DATABASE_URL"):
        raise StartRefused(
            "Lần nạp dữ liệu trình diễn trước bị ngắt giữa chừng. Hãy xóa và tạo lại cơ sở dữ liệu "
            f"trống mà DATABASE_URL chỉ tới, xóa tệp {data / BEGUN}, rồi khởi động lại."
        )
    say("Lần nạp dữ liệu trình diễn trước bị ngắt giữa chừng; nạp lại từ đầu.")
    for file in [*data.glob("nucuoi.sqlite3*"), data / RECORD]:
        file.unlink(missing_ok=True)
    (data / BEGUN).unlink()


def build(data: Path) -> None:
    """Fills the empty database with the demonstration.

    Raises:
        StartRefused: If the folder is in use already, or this copy of the product comes without it.
    """
    if in_use():
        raise StartRefused(f"Thư mục {data} đã có dữ liệu; chỉ nạp trình diễn vào thư mục trống.")
    with _marked(data):
        say("Đang nạp dữ liệu trình diễn (lần đầu, dưới một phút) …")
        _package().build(say)


def readdress(data: Path, base_url: str) -> None:
    """Puts the address of this start into the record."""
    _package().readdress(data, base_url)


def say_ready(data: Path, at: str | None) -> None:
    """Writes into the record since when the installation answers; None = not yet. No framework."""
    path = data / RECORD
    if not path.exists():
        return
    record = {**json.loads(path.read_text(encoding="utf-8")), "ready_at": at}
    draft = path.with_suffix(".ready")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(record, file, ensure_ascii=False, indent=1)
    draft.replace(path)


def in_use() -> bool:
    """Whether somebody has an account already."""
    from nucuoi.accounts.models import User

    return User.objects.exists()


@contextmanager
def _marked(data: Path) -> Iterator[None]:
    """The mark stays when the building fails or is killed."""
    (data / BEGUN).touch(mode=0o600)
    yield
    (data / BEGUN).unlink()


def _package() -> Any:
    """`nucuoi.demo`, which imports every room: loaded only when it is needed."""
    try:
        return importlib.import_module("nucuoi.demo")
    except ModuleNotFoundError as error:
        if error.name != "nucuoi.demo":
            raise
        raise StartRefused(
            "Bản cài đặt này không kèm dữ liệu trình diễn. Khởi động với --no-demo."
        ) from error
