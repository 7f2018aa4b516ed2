"""Why a witness does not start, or goes on no further.

WitnessRefused
├── NotSetUp      there is no key in the folder, or already one
├── UnknownLog    it was not told of this log
└── LostState     what it signed last is gone: it must never begin again with the same key
"""


class WitnessRefused(Exception):
    """The witness does nothing; `message` says why in Vietnamese."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotSetUp(WitnessRefused):
    """There is no key in the folder, or already one."""


class UnknownLog(WitnessRefused):
    """The witness was not told of this log."""


class LostState(WitnessRefused):
    """What was signed last for a log is gone or cannot be read.

    To begin again with the same key could contradict what was signed before, so the folder is of no
    use any more: a new key, under a new name, must be made and named.
    """

    def __init__(self, origin: str) -> None:
        super().__init__(
            f"Mất trạng thái của sổ {origin}: không còn biết đã ký đến đâu. Không được ký tiếp bằng "
            "khóa này. Hãy lập khóa mới, tên mới, trong thư mục mới, rồi nhờ ghi tên lại."
        )
        self.origin = origin
