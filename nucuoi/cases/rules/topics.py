"""What the topics of triage are called in an inbox."""

NAMES = {
    "chao_hoi": "Chào hỏi",
    "lang_nghe": "Lắng nghe",
    "huong_dan": "Hướng dẫn chưa rõ",
    "thai_do": "Thái độ phục vụ",
    "cho_doi": "Chờ đợi lâu",
    "di_lai_nhieu_lan": "Đi lại nhiều lần",
    "tre_hen": "Trễ hẹn",
    "voi_vinh": "Dấu hiệu vòi vĩnh",
    "co_so_vat_chat": "Cơ sở vật chất",
    "khen": "Khen",
    "gop_y": "Góp ý",
}
"""Code of `ratings/triage/words.toml` to words; a test compares the two."""
BREACHES = {
    "gay_kho_khan": "Gây khó khăn, phiền hà",
    "voi_vinh": "Vòi vĩnh",
    "keo_dai": "Kéo dài thời gian",
    "tho_o": "Thờ ơ, vô cảm",
}
"""Breaches of criterion 4 as the inspection desk reads them; a test compares with the ticks."""
OTHER = "Ý kiến của người dân"


def name_of(topic: str) -> str:
    """The topic in words; an unknown or empty one is simply an opinion."""
    return NAMES.get(topic, OTHER)
