"""What stops a notice: for now, or for good."""


class NotTaken(Exception):
    """The other side did not take it now: it is worth trying again."""


class Impossible(Exception):
    """It will never be taken, such as an address that does not exist."""
