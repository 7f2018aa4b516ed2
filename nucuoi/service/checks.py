"""What must hold before anything is started: a free port, a usable key, a data folder of our own."""

import errno
import fcntl
import os
import socket
import time
from pathlib import Path
from typing import IO

from nucuoi.service.errors import StartRefused
from nucuoi.service.options import Options

GRACE_S = 1.5
"""How long a port may stay taken by an installation that is just ending."""


def check(options: Options) -> IO[str]:
    """Checks port and TLS files and takes the data folder.

    Returns:
        The lock on the data folder; it holds until the file is closed or the process ends.

    Raises:
        StartRefused: With the reason; nothing was changed but the folder's existence.
    """
    _check_port(options)
    _check_tls(options)
    return _take_folder(options.data)


def _check_port(options: Options) -> None:
    deadline = time.monotonic() + GRACE_S
    while (reason := _why_not_bound(options)) == errno.EADDRINUSE and time.monotonic() < deadline:
        time.sleep(0.1)
    if reason == errno.EADDRINUSE:
        raise StartRefused(
            f"Cổng {options.port} đang có chương trình khác dùng. "
            f"Dừng chương trình đó hoặc chọn cổng khác: ./run --port {options.port + 1}"
        )
    if reason:
        raise StartRefused(
            f"Không mở được {options.host}:{options.port} ({os.strerror(reason)}). "
            "Chọn địa chỉ của máy này và cổng từ 1024 trở lên."
        )


def _why_not_bound(options: Options) -> int:
    """The `errno` of listening there, 0 when the port is free."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((options.host, options.port))
        except OSError as error:
            return error.errno or errno.EADDRNOTAVAIL
    return 0


def _check_tls(options: Options) -> None:
    for file in (options.certificate, options.key):
        if file and not os.access(file, os.R_OK):
            raise StartRefused(f"Không đọc được tệp {file}. Kiểm tra đường dẫn và quyền đọc.")
    if options.key and "-----BEGIN PRIVATE KEY-----" not in options.key.read_text(errors="replace"):
        raise StartRefused(
            f"Khóa {options.key.name} không ở dạng PKCS#8. Chuyển đổi: "
            f"openssl pkcs8 -topk8 -nocrypt -in {options.key.name} -out khoa.pem"
        )


def _take_folder(data: Path) -> IO[str]:
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        data.chmod(0o700)
        lock = (data / "run.lock").open("w")
    except OSError as error:
        raise StartRefused(
            f"Không dùng được thư mục dữ liệu {data} ({error.strerror}). Chọn thư mục khác bằng --data."
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        lock.close()
        raise StartRefused(
            f"Thư mục dữ liệu {data} đang có một ./run khác dùng. Dừng bản đó trước, "
            "hoặc chọn thư mục khác bằng --data."
        ) from error
    return lock
