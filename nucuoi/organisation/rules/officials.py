"""What the code of an official looks like."""

import re

from nucuoi.foundation.errors import Invalid

_CODE = re.compile(r"[A-Z0-9][A-Z0-9._-]{1,39}")


def clean_official_code(text: str) -> str:
    """The code as it is stored: upper case, without spaces around it.

    Raises:
        Invalid: Unless it is 2 to 40 ASCII letters, digits, dots, hyphens and underscores.
    """
    code = text.strip().upper()
    if not _CODE.fullmatch(code):
        sentence = "Mã gồm 2–40 chữ cái không dấu, chữ số, dấu chấm hoặc gạch nối, ví dụ BG-00123."
        raise Invalid(sentence, fields={"code": sentence})
    return code
