"""What a courteous answer holds, and the wordings to begin from."""

import re
from dataclasses import dataclass

from nucuoi.foundation.names import fold

_APOLOGY = re.compile(r"\b(xin loi|lay lam tiec|xin duoc thu loi|rat tiec)\b")
_DAY = re.compile(
    r"\b\d{1,2}\s*[/-]\s*\d{1,2}(\s*[/-]\s*\d{4})?\b|\bngay \d{1,2}\b|\bhom nay\b|\bngay mai\b"
)
_CONTACT = re.compile(
    r"\b(lien he|goi (cho )?(chung toi|so)|so dien thoai|duong day nong|dien thoai)\b|(\+84|0)\d[\d .]{7,}"
)


@dataclass(frozen=True, slots=True)
class Checks:
    """The three signs of a courteous answer; they advise and forbid nothing."""

    apology: bool
    day: bool
    contact: bool


@dataclass(frozen=True, slots=True)
class Template:
    """A wording to begin from."""

    code: str
    title: str
    text: str


def checks_of(text: str) -> Checks:
    """Which of the three signs stand in an answer, with or without diacritics."""
    plain = fold(text)
    return Checks(
        apology=bool(_APOLOGY.search(plain)),
        day=bool(_DAY.search(plain)),
        contact=bool(_CONTACT.search(plain)),
    )


TEMPLATES = (
    Template(
        "tre_hen",
        "Xin lỗi trễ hẹn và hẹn lại",
        "Chúng tôi xin lỗi Ông/Bà vì trễ hẹn và đã không báo trước. Hồ sơ chậm do [nêu lý do].\n\n"
        "Kết quả sẽ có vào ngày [dd/mm/yyyy]. Mời Ông/Bà đến nhận tại [nơi nhận]. "
        "Nếu cần hỏi thêm, xin liên hệ [họ tên, số điện thoại].",
    ),
    Template(
        "thai_do",
        "Xin lỗi về thái độ phục vụ",
        "Chúng tôi xin lỗi vì Ông/Bà đã không được tiếp đón chu đáo. Chúng tôi đã trao đổi với bộ phận "
        "tiếp dân và rút kinh nghiệm từ ngày [dd/mm/yyyy].\n\n"
        "Nếu còn điều chưa hài lòng, xin liên hệ [họ tên, số điện thoại].",
    ),
    Template(
        "huong_dan",
        "Xin lỗi vì hướng dẫn chưa rõ",
        "Chúng tôi xin lỗi vì đã hướng dẫn chưa rõ, khiến Ông/Bà phải đi lại. Hồ sơ cần có: [liệt kê].\n\n"
        "Từ ngày [dd/mm/yyyy], mời Ông/Bà đến [nơi tiếp]; chúng tôi sẽ tiếp nhận ngay khi đủ giấy tờ. "
        "Nếu cần hỏi thêm, xin liên hệ [họ tên, số điện thoại].",
    ),
    Template(
        "gop_y",
        "Cảm ơn và cho biết việc sẽ làm",
        "Cảm ơn Ông/Bà đã góp ý. Chúng tôi sẽ [việc sẽ làm], xong trước ngày [dd/mm/yyyy].\n\n"
        "Chúng tôi xin lỗi vì sự bất tiện này. Nếu cần hỏi thêm, xin liên hệ [họ tên, số điện thoại].",
    ),
)
