"""Why an audit cannot be made at all; what it finds is in its report.

AuditRefused
├── NoKey        the folder has no key, or already one
└── NotForYou    the bundle is cut off, altered, or sealed to another key
"""


class AuditRefused(Exception):
    """Nothing was audited; `message` says why in Vietnamese."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NoKey(AuditRefused):
    """The folder has no key, or already one."""


class NotForYou(AuditRefused):
    """The bundle is cut off, altered, or sealed to another key."""

    def __init__(self) -> None:
        super().__init__("Không mở được gói: gói dở dang, đã bị sửa, hoặc lập cho khóa khác.")
