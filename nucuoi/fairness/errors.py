"""What the statistics refuse."""


class Unusable(ValueError):
    """Numbers from which nothing can be computed; the message says which and why."""
