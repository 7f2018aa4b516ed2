"""What all tests share."""

from tests.cast import client_of

__all__ = ["client_of"]
