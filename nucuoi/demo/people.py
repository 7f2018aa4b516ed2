"""Invented people of the demonstration; every one of them is marked as such wherever she appears."""

import random

_FAMILY = (
    "Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Ngô Dương Lý Giáp Thân Chu Vi Lăng Hà Tạ Phùng"
).split()
_MIDDLE_WOMEN = "Thị Thu Thanh Ngọc Minh Bích Kim Phương Hồng Diệu".split()
_GIVEN_WOMEN = (
    "An Anh Bình Chi Dung Duyên Giang Hà Hạnh Hằng Hiền Hoa Huệ Hương Lan Liên Linh Loan Mai Mến "
    "Nga Ngân Nhung Oanh Phượng Quyên Sằn Tâm Thảo Thoa Thủy Trang Tuyết Vân Xuân Yến"
).split()
_MIDDLE_MEN = "Văn Đức Quang Hữu Minh Xuân Công Đình Mạnh Tiến".split()
_GIVEN_MEN = (
    "Anh Bách Cường Dũng Đạt Điệp Giang Hải Hiếu Hoàng Hùng Khánh Kiên Lâm Long Lực Minh Nam "
    "Nghĩa Phong Phúc Quân Quyết Sơn Thành Thắng Thịnh Toàn Trung Tuấn Việt Vinh"
).split()


def invent(chance: random.Random) -> str:
    """A full name that could be anybody's in the province."""
    women = chance.random() < 0.62
    middle, given = (_MIDDLE_WOMEN, _GIVEN_WOMEN) if women else (_MIDDLE_MEN, _GIVEN_MEN)
    return " ".join((chance.choice(_FAMILY), chance.choice(middle), chance.choice(given)))
