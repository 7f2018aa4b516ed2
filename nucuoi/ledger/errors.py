"""What stops the log loudly: faults of the program or the rows, never of a person's request.

LogFault
├── NotCanonical   a value has no one way to be written
├── CursorMoved    somebody else folded these leaves first: nothing was done, try again
├── Unreadable     a leaf holds what its follower does not understand: it must not be skipped
├── NotAnEntry     what should be changed is no rating in the log
└── Unpublishable  no checkpoint may be signed until a person has looked
    ├── Shortened    fewer leaves than were published
    ├── Rewritten    the published leaves are not those of the table
    ├── WrongKey     the key at hand is not the log's
    └── Unconfirmed  restored from a backup and not yet compared with what was published
"""


class LogFault(Exception):
    """The log cannot go on with this."""


class NotCanonical(LogFault):
    """A value cannot be written as canonical JSON."""


class CursorMoved(LogFault):
    """A follower's cursor was not where this caller thought.

    Args:
        follower: Whose cursor.
        expected: Index the caller began from.
    """

    def __init__(self, follower: str, expected: int) -> None:
        super().__init__(f"cursor of {follower} is no longer at {expected}")
        self.follower = follower
        self.expected = expected


class Unreadable(LogFault):
    """A leaf holds what its follower does not understand.

    Args:
        index: The leaf.
        why: What is wrong with it, in English, for operators.
    """

    def __init__(self, index: int, why: str) -> None:
        super().__init__(f"leaf {index}: {why}")
        self.index = index
        self.why = why


class NotAnEntry(LogFault):
    """A change names a leaf that is no rating.

    Args:
        index: The leaf.
    """

    def __init__(self, index: int) -> None:
        super().__init__(f"leaf {index} is not an entry")
        self.index = index


class Unpublishable(LogFault):
    """No checkpoint may be signed until a person has looked.

    Attributes:
        sentence: What is wrong and what to do, in Vietnamese, for the health page.
    """

    sentence = "Sổ công khai đang dừng công bố."


class Shortened(Unpublishable):
    """The table has fewer leaves than were published: signing would contradict what people hold.

    Args:
        leaves: How many the table has.
        published: How many were published.
    """

    def __init__(self, leaves: int, published: int) -> None:
        super().__init__(f"{leaves} leaves, but {published} were published")
        self.sentence = (
            f"Sổ chỉ còn {_dotted(leaves)} dòng, ít hơn {_dotted(published)} dòng đã công bố. "
            "Phục hồi bản sao lưu mới hơn; nếu không có, mở sổ mới bằng nucuoi keys --new-log."
        )


class Rewritten(Unpublishable):
    """The published leaves are not those of the table.

    Args:
        size: Size of the published tree that the table no longer gives.
    """

    def __init__(self, size: int) -> None:
        super().__init__(f"the first {size} leaves are not those that were published")
        self.sentence = (
            f"{_dotted(size)} dòng đầu của sổ không còn như đã công bố. Giữ nguyên thư mục dữ liệu, "
            "báo Mặt trận Tổ quốc và phục hồi bản sao lưu gần nhất."
        )


class WrongKey(Unpublishable):
    """The key at hand is not the one the log says it is signed with, or it is missing."""

    sentence = (
        "Khóa ký của sổ không có hoặc không đúng. Đưa lại khóa đã sao lưu "
        "(nucuoi restore --keys), hoặc đổi khóa bằng nucuoi keys --rotate."
    )


class Unconfirmed(Unpublishable):
    """The folder was restored from a backup and has not been compared with what was published."""

    sentence = (
        "Thư mục này vừa được phục hồi và chưa đối chiếu với sổ đã công bố. "
        "Khi máy chứng kiến trả lời, việc này tự xong; nếu không, xem nucuoi keys --resume."
    )


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
