"""What all tests share."""

from tests.cast import client_of
from tests.emptying import emptying
from tests.tree import units

__all__ = ["client_of", "emptying", "units"]
