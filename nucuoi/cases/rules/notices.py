"""What a left contact is told when an answer waits, in the language its writer rated in."""

_NOTICES = {
    "vi": (
        "Ý kiến của Ông/Bà đã có trả lời",
        "Ý kiến của Ông/Bà đã có trả lời. Xin mở {address} và nhập mã tra cứu của Ông/Bà.",
    ),
    "en": (
        "Your message has been answered",
        "Your message has been answered. Please open {address} and type your look-up code.",
    ),
    "zh": ("您的意见已有答复", "您的意见已有答复。请打开 {address} 并输入您的查询码。"),
    "ko": (
        "의견에 대한 답변이 있습니다",
        "의견에 대한 답변이 있습니다. {address} 을(를) 열고 조회 번호를 입력해 주십시오.",
    ),
}


def answer_waits(lang: str, receipts: str) -> tuple[str, str]:
    """Subject and text; `receipts` is the address of the page for codes. Never what was answered."""
    subject, text = _NOTICES[lang]
    address = receipts if lang == "vi" else f"{receipts}?lang={lang}"
    return subject, text.format(address=address)
