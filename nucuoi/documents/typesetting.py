"""Pages set by typst from a sheet of `documents/sheets` and plain values; needs no other program."""

import json
from pathlib import Path
from typing import Any, Literal

_HERE = Path(__file__).resolve().parent
_SHEETS, _FONTS = _HERE / "sheets", _HERE / "fonts"


def pdf(sheet: str, content: object) -> bytes:
    """The sheet filled with the content, as one PDF.

    Args:
        sheet: Name of a file in `documents/sheets`, without `.typ`.
        content: What the sheet reads: values that JSON knows.
    """
    made: bytes = _compiled(sheet, content, "pdf")
    return made


def pictures(sheet: str, content: object, *, dots_an_inch: int = 144) -> list[bytes]:
    """The same pages as `pdf` makes, each as a PNG."""
    made: bytes | list[bytes] = _compiled(sheet, content, "png", float(dots_an_inch))
    return made if isinstance(made, list) else [made]


def _compiled(
    sheet: str, content: object, how: Literal["pdf", "png"], dots_an_inch: float | None = None
) -> Any:
    import typst  # it takes 25 MB, which only who prints needs

    return typst.compile(
        _SHEETS / f"{sheet}.typ",
        root=_SHEETS,
        font_paths=[_FONTS],
        ignore_system_fonts=True,
        sys_inputs={"content": json.dumps(content)},
        format=how,
        ppi=dots_an_inch,
    )
