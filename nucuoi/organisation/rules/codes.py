"""Codes of counters: on posters for years, so short, readable and never used again."""

import re

from nucuoi.foundation.errors import Invalid

LONGEST = 20
_HOST = re.compile(r"(?P<place>[a-z]+-[a-z0-9-]+)-(?P<year>\d{4})")


def counter_code(host: str, number: int) -> str:
    """Code of counter `number` of the service point of unit `host`.

    `bg-07210-2021` and 2 give `bg07210-21-02`: the host without its dashes, the year its identity
    began, the number. The year keeps the code apart from that of a later unit with the same
    official code.

    Args:
        host: Identity of the unit that the service point belongs to.
        number: 1 to 99.

    Raises:
        Invalid: If the number is out of range or the code would be longer than 20 characters.
    """
    match = _HOST.fullmatch(host)
    if match is None or not 1 <= number <= 99:
        raise Invalid("Số quầy phải từ 1 đến 99.", fields={"number": "Xin nhập số từ 1 đến 99."})
    code = f"{match['place'].replace('-', '')}-{match['year'][2:]}-{number:02d}"
    if len(code) > LONGEST:
        raise Invalid(f"Mã quầy {code} dài quá {LONGEST} ký tự.")
    return code
