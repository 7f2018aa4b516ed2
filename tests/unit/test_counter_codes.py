"""Counter codes are short, readable and tell apart units that share an official code."""

import pytest

from nucuoi.foundation.errors import Invalid
from nucuoi.organisation.rules.codes import counter_code


def test_a_code_names_unit_year_and_number() -> None:
    """The code is the host without dashes, the year its identity began, and the number."""
    assert counter_code("bg-07210-2021", 2) == "bg07210-21-02"


def test_a_later_unit_with_the_same_official_code_gets_other_codes() -> None:
    """07210 was phường Hoàng Văn Thụ and is phường Bắc Giang: their counters never meet."""
    assert counter_code("bg-07210-2021", 1) != counter_code("bn-07210-2025", 1)


@pytest.mark.parametrize(
    ("host", "number"), [("bg-07210-2021", 0), ("bg-07210-2021", 100), ("07210", 1)]
)
def test_what_cannot_be_a_code_is_refused(host: str, number: int) -> None:
    """A number out of range or something that is not an identity is refused in Vietnamese."""
    with pytest.raises(Invalid):
        counter_code(host, number)
