"""What stops the rollups loudly, since skipping a leaf would bend every sum above it."""

from collections.abc import Collection


class UnknownCodes(Exception):
    """Leaves name codes that `organisation` does not have.

    Args:
        what: `counter`, `official` or `field`.
        codes: The unknown ones.
    """

    def __init__(self, what: str, codes: Collection[str]) -> None:
        super().__init__(f"leaves name an unknown {what}: {', '.join(sorted(codes)[:5])}")
        self.what = what
        self.codes = frozenset(codes)
