"""The same pages once more, in another language or at another size: only `./test --long` looks there."""

from typing import Any

import pytest


def again(*case: object) -> Any:
    """A case for `parametrize` that belongs to the long run."""
    return pytest.param(*case, marks=pytest.mark.long)


EVERY_LANGUAGE = pytest.mark.parametrize("lang", ["vi", "en", again("zh"), again("ko")])
