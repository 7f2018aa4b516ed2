"""Why a backup or a restore does not happen.

KeepingRefused       nothing was changed
├── Damaged          the archive is half, altered or none of ours
└── WrongPassphrase  the keys cannot be opened with it
"""


class KeepingRefused(Exception):
    """Nothing was changed; `message` is one Vietnamese sentence that says what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Damaged(KeepingRefused):
    """The archive is half, altered or none of ours."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Không dùng được bản sao lưu này: {why}. Hãy chọn bản khác.")


class WrongPassphrase(KeepingRefused):
    """The keys cannot be opened: a wrong passphrase, or an altered file."""

    def __init__(self) -> None:
        super().__init__("Không mở được tệp khóa: câu mật khẩu không đúng hoặc tệp đã bị sửa.")
