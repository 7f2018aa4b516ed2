"""Personal data in a remark: numbers and addresses by their form, names by `names`."""

import re
from collections.abc import Iterable, Iterator, Sequence

from nucuoi.ratings.triage import names
from nucuoi.ratings.triage.folding import fold

Span = tuple[str, int, int]
"""Kind, start and end."""

MASK = "•"
_APART = r"[ .\-]?"
_D = "[0-9o]"
"""Some write the letter o for a nought."""

_EMAIL = re.compile(
    r"[\w.+-]{1,64} ?(?:@|\(at\)|\[at\]| a còng | a cong )[ ]?[\w-]+(?:\.[\w-]+)+|[\w.+-]{1,64}@[\w-]+",
    re.IGNORECASE,
)
_PHONE = re.compile(
    rf"(?<![\w.])(?:(?:\+?84|0084|\(\+?84\)){_APART}(?:\(0\))?{_APART}|[0o]{_APART})"
    rf"(?:[35789](?:{_APART}[0-9o]){{8}}|2(?:{_APART}[0-9o]){{9}}|1(?:{_APART}[0-9o]){{9}})(?![0-9])"
)
_ID_NUMBER = re.compile(r"(?<![\w.,])[0-9](?:[ .\-]?[0-9]){11}(?![0-9]|[.,][0-9])")
_OLD_ID_NUMBER = re.compile(r"(?<![\w.,/-])[0-9]{9}(?![0-9\w]|[.,][0-9]| ?(?:đ|vnd|đồng|dong)\b)")
_SAID_ID_NUMBER = re.compile(
    r"(?:cmnd|cccd|cmt|can cuoc(?: cong dan)?|chung minh(?: thu| nhan dan)?|stk|so tai khoan|tai khoan|ho chieu|passport|ma so thue|mst|bhxh|so the)"
    r"(?: la| so| cua toi| toi| cu| moi|:|\.|,| )*([a-z]?[0-9](?:[ .\-]?[0-9]){5,18})"
)
_PLATE = re.compile(
    r"(?<![\w.])[1-9][0-9][ \-.]?[a-z]{1,2}[0-9]?[ \-.]{0,2}(?:[0-9]{3}[. ]?[0-9]{2}|[0-9]{4,5})(?![\w])",
    re.IGNORECASE,
)
_DOSSIER = re.compile(
    r"(?<![\w.])(?:[0-9]{3}(?:\.[0-9]{2,3}){1,3}\.)?[hg][0-9]{2}(?:\.[0-9]{1,3})*-[0-9]{6}-[0-9]{4,6}(?![0-9])"
    r"|(?<![\w.])[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[hg]?[0-9]{2}[.\-0-9]*[0-9]",
    re.IGNORECASE,
)
_SAID_DOSSIER = re.compile(
    r"(?:ho so|hs|bien nhan|phieu hen|giay hen|bien lai|don)(?: co| mang)?(?: so| ma so| ma)?(?: ho so| bien nhan| phieu| don)?(?: cua toi| toi| la)*[ :#.]*"
    r"((?:[a-z]{1,6}[-./]?)?[0-9][a-z0-9]*(?:[-./][a-z0-9]+)*)"
)
_SAID_NUMBER = re.compile(
    r"(?:ma so|ma ho so|so ho so|ma hs|so hs|so bien nhan)(?: la|:| )*((?:[a-z]{1,6}[-./]?)?[0-9][a-z0-9]*(?:[-./][a-z0-9]+)*)"
)
_LEAST_DOSSIER_DIGITS = 4


def find(text: str) -> tuple[Span, ...]:
    """The personal data of `text` (NFC), in order; where two rules overlap, the surer one holds."""
    plain = fold(text)
    taken: list[Span] = []
    for span in _candidates(text, plain):
        if not any(span[1] < end and start < span[2] for _, start, end in taken):
            taken.append(span)
    return tuple(sorted(taken, key=lambda span: span[1]))


def mask(text: str, spans: Iterable[Span]) -> str:
    """`text` with `•` for each sign within the spans."""
    signs = list(text)
    for _, start, end in spans:
        signs[start:end] = MASK * (end - start)
    return "".join(signs)


def _candidates(text: str, plain: str) -> Iterator[Span]:
    """The surest first."""
    yield from _all("email", _EMAIL, text)
    yield from _all("dossier", _DOSSIER, plain)
    yield from _said("id_number", _SAID_ID_NUMBER, plain)
    yield from _all("phone", _PHONE, plain)
    yield from _all("id_number", _ID_NUMBER, plain)
    yield from _all("plate", _PLATE, plain)
    yield from _dossiers(plain)
    yield from _all("id_number", _OLD_ID_NUMBER, plain)
    yield from (("name", start, end) for start, end in names.find(text, plain))


def _all(kind: str, pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    return ((kind, match.start(), match.end()) for match in pattern.finditer(text))


def _said(kind: str, pattern: re.Pattern[str], plain: str) -> Iterator[Span]:
    return ((kind, match.start(1), match.end(1)) for match in pattern.finditer(plain))


def _dossiers(plain: str) -> Iterator[Span]:
    patterns: Sequence[re.Pattern[str]] = (_SAID_DOSSIER, _SAID_NUMBER)
    for pattern in patterns:
        for kind, start, end in _said("dossier", pattern, plain):
            if sum(
                sign.isdigit() for sign in plain[start:end]
            ) >= _LEAST_DOSSIER_DIGITS and not _is_date(plain[start:end]):
                yield kind, start, end


def _is_date(found: str) -> bool:
    """Whether a number that follows "hồ sơ" is a day or a year."""
    return bool(
        re.fullmatch(
            r"[0-9]{1,2}[/.-][0-9]{1,2}(?:[/.-][0-9]{2,4})?|(?:19|20)[0-9]{2}|[0-9]{1,2}/20[0-9]{2}",
            found,
        )
    )
