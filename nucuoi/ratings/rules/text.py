"""Free text as it is kept: NFC, without controls that hide or turn what others read."""

import unicodedata

from nucuoi.foundation.errors import Invalid

REMARK_LIMIT = 2000
CONTACT_LIMIT = 200

_BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_BYTE_ORDER_MARK = 0xFEFF
_DROPPED = dict.fromkeys((*_BIDI, *_CONTROLS, _BYTE_ORDER_MARK)) | {
    ord("\n"): "\n",
    ord("\t"): " ",
    0x2028: "\n",
    0x2029: "\n",
}


def clean(text: str) -> str:
    """`text` in NFC, trimmed, with plain line ends, without bidirectional and other controls.

    Raises:
        Invalid: If it holds a lone surrogate, which is no text.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Invalid("Nội dung có ký tự hỏng. Xin gõ lại.") from None
    one_line_end = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", one_line_end.translate(_DROPPED)).strip()
