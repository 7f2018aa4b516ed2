"""Codes of counters: on posters for years, so short, readable and never used again."""

import re
from collections.abc import Collection

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


def free_code(host: str, number: int, taken: Collection[str]) -> str:
    """Code for a new counter `number` of a host: its own number's, or one that nobody ever had.

    A number may come back at the desk, its code never: from the second time on, serials from 51 up
    are used, which hardly any service point has as numbers.

    Args:
        host: As in `counter_code`.
        number: The number shown at the desk, 1 to 99.
        taken: Codes that any counter has or had.

    Raises:
        Invalid: As `counter_code`, or if the host has used all its 99 codes.
    """
    first = counter_code(host, number)
    others = (counter_code(host, serial) for serial in (*range(51, 100), *range(1, 51)))
    for code in (first, *others):
        if code not in taken:
            return code
    raise Invalid("Đơn vị này đã dùng hết 99 mã quầy. Xin báo người quản trị.")
