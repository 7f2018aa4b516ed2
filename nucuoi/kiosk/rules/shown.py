"""What tablets may show of the official in front of a person."""

from enum import StrEnum


class Shown(StrEnum):
    """Nothing, unless the unit says otherwise; never a photo without the name."""

    NOTHING = "khong"
    NAME = "ten"
    PHOTO = "ten-va-anh"

    @property
    def label(self) -> str:
        """In words."""
        return _LABELS[self]


_LABELS = {
    Shown.NOTHING: "Số quầy và lĩnh vực, không có tên",
    Shown.NAME: "Thêm họ tên cán bộ",
    Shown.PHOTO: "Thêm họ tên và ảnh cán bộ",
}
