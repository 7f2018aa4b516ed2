"""What stops the log loudly: faults of the program or the rows, never of a person's request.

LogFault
├── NotCanonical  a value has no one way to be written
├── CursorMoved   somebody else folded these leaves first: nothing was done, try again
└── Unreadable    a leaf holds what its follower does not understand: it must not be skipped
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
