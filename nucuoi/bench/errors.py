"""Why a measurement was not made."""


class BenchFailed(Exception):
    """What was measured did not do its work, or cannot be tried on this machine.

    Attributes:
        message: One Vietnamese sentence for the person at the terminal.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
