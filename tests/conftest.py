"""What all tests share."""

from tests.cast import client_of
from tests.tree import units

__all__ = ["client_of", "units"]
