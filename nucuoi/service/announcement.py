"""What the person at the terminal is told once the installation answers."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from nucuoi.service.demonstration import RECORD
from nucuoi.service.one_time_code import totp

HEADINGS = ("Vai trò", "Đơn vị", "Tên đăng nhập", "Mật khẩu", "Khóa mã một lần")


def of_demonstration(data: Path, titles: Mapping[str, str]) -> list[str]:
    """One sign-in per role as a small table.

    Args:
        titles: Vietnamese title of each role.
    """
    accounts = json.loads((data / RECORD).read_text())["accounts"]
    rows = [_row(account, titles) for account in _one_a_role(accounts)]
    return [
        "",
        "BẢN TRÌNH DIỄN: người và số liệu là giả định. Mỗi vai trò một tài khoản:",
        "",
        *_table([HEADINGS, *rows]),
        "",
        f"Danh sách đầy đủ: {data / RECORD}",
        f"Mã một lần lúc này: NUCUOI_DATA={data} {_console_script()} demo --codes",
    ]


def of_codes(data: Path) -> list[str]:
    """The one-time code of each account of the demonstration at this moment."""
    accounts = json.loads((data / RECORD).read_text())["accounts"]
    return [
        f"{totp(account['totp_secret'])}  {account['username']}"
        for account in accounts
        if account["totp_secret"]
    ]


def of_first_administrator(url: str) -> list[str]:
    """The one-time link of an installation in which nobody can sign in yet."""
    return [
        "",
        "Tạo tài khoản quản trị đầu tiên (liên kết dùng một lần, trong 30 phút):",
        f"  {url}",
    ]


def of_front(url: str) -> list[str]:
    """The one-time link of the Fatherland Front's first account."""
    return [
        "Đưa cho Mặt trận Tổ quốc để lập tài khoản giám sát (dùng một lần, trong 3 ngày):",
        f"  {url}",
    ]


def of_service(base_url: str) -> list[str]:
    """Where the installation answers and how to end it."""
    return ["", f"Nụ Cười đang chạy tại {base_url}/  (dừng: Ctrl-C)"]


def _one_a_role(accounts: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    first: dict[str, Mapping[str, str]] = {}
    for account in accounts:
        first.setdefault(account["role"], account)
    return list(first.values())


def _row(account: Mapping[str, str], titles: Mapping[str, str]) -> tuple[str, ...]:
    return (
        titles.get(account["role"], account["role"]),
        account["unit"] or "toàn hệ thống",
        account["username"],
        account["password"],
        account["totp_secret"] or "không cần",
    )


def _console_script() -> Path:
    """`nucuoi` beside the Python that runs this."""
    return Path(sys.executable).with_name("nucuoi")


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns as wide as their widest cell."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
