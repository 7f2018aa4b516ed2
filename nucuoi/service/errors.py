"""Why an installation does not start."""


class StartRefused(Exception):
    """Nothing was started; `message` is one Vietnamese sentence that says what to do.

    The command ends with exit code 2.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
