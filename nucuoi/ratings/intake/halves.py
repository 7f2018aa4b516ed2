r"""Half characters: JavaScript writes an emoji that was cut in two as `"\ud83d"` alone.

That is JSON by its grammar and no text; refusing it would lose a whole batch for half a smile.
"""

import json
import re
from typing import NoReturn

_ESCAPED_HALF = re.compile(rb"\\u[dD][89a-fA-F]")


def mended(body: bytes) -> bytes | None:
    """The same JSON with U+FFFD for each half; None = there is none, or it is no JSON anyway."""
    if not _ESCAPED_HALF.search(body):
        return None
    try:
        content = json.loads(body.decode(), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return None
    text = json.dumps(content, ensure_ascii=False)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
