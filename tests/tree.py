"""A small tree of units for tests of pages: one province, one city, two wards, a service point."""

from datetime import date

import pytest

from nucuoi.organisation.models import Unit, UnitVersion

SINCE = date(2021, 1, 1)
TREE = (
    ("bg-24-2021", "Tỉnh Bắc Giang", "province", "tỉnh", None),
    ("bg-213-2021", "Thành phố Bắc Giang", "district", "thành phố", "bg-24-2021"),
    ("bg-07210-2021", "Phường Trần Nguyên Hãn", "commune", "phường", "bg-213-2021"),
    ("bg-07213-2021", "Phường Ngô Quyền", "commune", "phường", "bg-213-2021"),
    (
        "bg-07210-2021-mc",
        "Bộ phận Tiếp nhận và Trả kết quả phường Trần Nguyên Hãn",
        "service_point",
        "bộ phận một cửa",
        "bg-07210-2021",
    ),
)


@pytest.fixture
def units(db: None) -> None:
    """One province, one city, two wards and a service point, since 2021."""
    made: dict[str, Unit] = {}
    for identity, name, level, kind, parent in TREE:
        made[identity] = Unit.objects.create(unit=identity)
        UnitVersion.objects.create(
            unit=made[identity],
            name=name,
            level=level,
            kind=kind,
            parent=made[parent] if parent else None,
            valid_from=SINCE,
        )
