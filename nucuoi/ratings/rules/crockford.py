"""Crockford's base 32 for codes that people read and type (crockford.com/base32.html)."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)} | {"I": 1, "L": 1, "O": 0}
_BITS = 5
_PAIRS = [first + second for first in ALPHABET for second in ALPHABET]
"""Two signs for each ten bits."""
_FOLDED = {sign: 2 * value // 32 + 2 * value % 32 for value, sign in enumerate(ALPHABET)}
"""A sign's part in the check when its place counts twice."""


def encode(raw: bytes) -> str:
    """`raw` as upper-case base 32, leading zeros kept: 10 bytes give 16 signs, 16 bytes give 26."""
    number = int.from_bytes(raw)
    length = -(-len(raw) * 8 // _BITS)
    places = range(-(-length // 2) - 1, -1, -1)
    return "".join([_PAIRS[number >> 10 * place & 1023] for place in places])[-length:]


def decode(values: list[int], size: int) -> bytes:
    """The `size` bytes that `values` (0 to 31, as `read` gives them) stand for.

    Raises:
        ValueError: If they do not fit.
    """
    number = 0
    for value in values:
        number = number << _BITS | value
    if number >> size * 8:
        raise ValueError("too many bits")
    return number.to_bytes(size)


def read(text: str) -> list[int]:
    """Values of the signs in `text`, forgiving case, hyphens, spaces, and I, L, O for 1 and 0.

    Raises:
        ValueError: If another sign stands in it.
    """
    signs = text.upper().replace("-", "").replace(" ", "")
    try:
        return [_VALUES[sign] for sign in signs]
    except KeyError:
        raise ValueError("a sign that is not of base 32") from None


def check_sign(signs: str) -> str:
    """The sign that `check_value` stands for; `signs` as `encode` writes them."""
    plain = sum(map(_VALUES.__getitem__, signs[-2::-2]))
    doubled = sum(map(_FOLDED.__getitem__, signs[-1::-2]))
    return ALPHABET[-(plain + doubled) % 32]


def check_value(values: list[int]) -> int:
    """The check value of Luhn mod 32: finds every single wrong sign and nearly every swap."""
    total = 0
    for place, value in enumerate(reversed(values)):
        product = value if place % 2 else value * 2
        total += product // 32 + product % 32
    return -total % 32
