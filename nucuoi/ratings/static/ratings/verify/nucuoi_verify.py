#!/usr/bin/env python3
"""Kiểm chứng tệp chứng minh của Nụ Cười, không cần mạng và không cần cài gì ngoài Python.

    python3 nucuoi_verify.py TỆP.tlog-proof --keys KHOA.txt [--code MÃ] [--table BẢNG.json] [--log SỔ]

KHOA.txt là tệp khóa công khai (dạng C2SP tlog-policy) tải từ trang /kiem-chung/ hoặc do Mặt trận
Tổ quốc đưa. Kết quả là một trong ba lời: khớp (mã thoát 0), chưa có (3), mâu thuẫn (1).

Chương trình nhớ mốc đã thấy của từng sổ trong tệp moc-da-thay.json bên cạnh nó (--memory chọn tệp
khác). Lần sau sổ phải nối tiếp mốc ấy; để đối chiếu hai mốc khác nhau cần --log: địa chỉ của sổ
(https://…/log/<tên>, cần mạng) hoặc thư mục đã chép sổ về.

This file shares no code with the product: only the Python standard library, from the texts of
RFC 6962, RFC 8032, RFC 9162 and c2sp.org.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import hmac
import json
import re
import sys
import urllib.request
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Callable, Iterator, NamedTuple

HEADER = "c2sp.org/tlog-proof@v1"
PARTS = ("core", "duty", "text", "receipt")
OPENS = {"nucuoi/receipt/v1": "entry", "nucuoi/table/v1": "table"}
MATCH, NOT_YET, CONTRADICTION = "match", "not_yet", "contradiction"
SAID = {
    MATCH: "KHỚP",
    NOT_YET: "CHƯA CÓ",
    CONTRADICTION: "MÂU THUẪN — hãy giữ tệp này",
}
EXIT = {MATCH: 0, CONTRADICTION: 1, NOT_YET: 3}


class Broken(Exception):
    """Something is not as it must be; the sentence says what."""


class Key(NamedTuple):
    """A public key; kind 1 is a log's, 4 a witness's."""

    name: str
    kind: int
    public: bytes
    id: bytes


Rule = Callable[[list[Key]], bool]
Policy = tuple[list[Key], list[Key], Rule]
Signature = tuple[str, bytes, bytes]
Point = tuple[int, int, int, int]
ReadTile = Callable[[str], "bytes | None"]
Prove = Callable[[int, int], "list[bytes]"]


class Missing(Exception):
    """A consistency proof is needed and cannot be had."""


class Memory(NamedTuple):
    """What is remembered: signed checkpoints by origin, and how to prove that two belong together."""

    seen: dict[str, str]
    prove: Prove


# RFC 8032, Ed25519: slow, but enough for a few signatures.

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)


def _add(one: Point, other: Point) -> Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(number: int, point: Point) -> Point:
    total = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = _add(total, point)
        point = _add(point, point)
        number >>= 1
    return total


def _x_of(y: int, sign: int) -> int | None:
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_1 % P
    if (x * x - square) % P:
        return None
    return P - x if (x & 1) != sign else x


def _decompress(encoded: bytes) -> Point | None:
    number = int.from_bytes(encoded, "little")
    y = number & ((1 << 255) - 1)
    x = _x_of(y, number >> 255)
    return None if x is None else (x, y, 1, x * y % P)


def _compress(point: Point) -> bytes:
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return int.to_bytes(y | (x & 1) << 255, 32, "little")


BASE = _decompress(int.to_bytes(4 * pow(5, P - 2, P) % P, 32, "little"))


def signature_holds(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether a 64-byte Ed25519 signature is that of the 32-byte key over the message."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key = _decompress(public)
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or BASE is None or scalar >= L:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    challenge = int.from_bytes(digest, "little") % L
    negative = (P - key[0], key[1], 1, P - key[3])
    return _compress(_add(_times(scalar, BASE), _times(challenge, negative))) == signature[:32]


# Lines, numbers and base64: one spelling each.


def from_base64(text: str) -> bytes:
    """The bytes of standard padded base64."""
    try:
        value = base64.b64decode(text, validate=True)
    except ValueError:
        raise Broken("không phải base64: " + text[:40]) from None
    if base64.b64encode(value).decode() != text:
        raise Broken("base64 viết không đúng một cách duy nhất")
    return value


def hash_from_base64(text: str) -> bytes:
    """A hash of 32 bytes."""
    value = from_base64(text)
    if len(value) != 32:
        raise Broken("mã băm phải dài 32 byte")
    return value


def decimal(text: str) -> int:
    """A number from 0 to 2^63 - 1 without leading zeroes."""
    if not re.fullmatch("0|[1-9][0-9]{0,18}", text) or int(text) >= 1 << 63:
        raise Broken("không phải số: " + text[:40])
    return int(text)


def decoded(content: bytes) -> str:
    """The text of strict UTF-8."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise Broken("không phải UTF-8") from None


def check_name(name: str) -> None:
    """Refuses a key name with spaces, plus signs or control characters."""
    if not name or re.search(r"[\x00-\x1f+\s]", name):
        raise Broken("tên khóa không đúng dạng")


# Keys and the policy (c2sp.org/signed-note, c2sp.org/tlog-policy).


def read_key(vkey: str) -> Key:
    """The key of a line `name+id+base64`."""
    found = re.fullmatch(r"([^+]+)\+([0-9a-f]{8})\+(.+)", vkey)
    if not found:
        raise Broken("không phải khóa: " + vkey)
    name, key_id, encoded = found.groups()
    check_name(name)
    material = from_base64(encoded)
    if len(material) != 33 or material[0] not in (1, 4):
        raise Broken("không phải khóa: " + vkey)
    own = hashlib.sha256(name.encode() + b"\n" + material).digest()[:4]
    if own.hex() != key_id:
        raise Broken("số của khóa không khớp: " + vkey)
    return Key(name, material[0], material[1:], own)


def read_policy(text: str) -> Policy:
    """Logs, witnesses, and the rule which of them are enough, as a function of a set of keys."""
    logs: list[Key] = []
    witnesses: list[Key] = []
    rules: dict[str, Rule] = {}
    quorum: Rule | None = None
    for line in text.split("\n"):
        words = line.strip(" \t\r").replace("\t", " ").split()
        if not words or words[0].startswith("#"):
            continue
        if words[0] == "log":
            logs.append(read_key(words[1]))
        elif words[0] == "witness":
            _add_witness(witnesses, rules, words)
        elif words[0] == "group":
            _add_group(rules, words)
        elif words[0] == "quorum" and quorum is None:
            quorum = (lambda _: True) if words[1] == "none" else _known(rules, words[1])
        else:
            raise Broken("dòng không hiểu: " + line)
    if quorum is None:
        raise Broken("thiếu dòng quorum")
    return logs, witnesses, quorum


def _add_witness(witnesses: list[Key], rules: dict[str, Rule], words: list[str]) -> None:
    key = read_key(words[2])
    if key.kind != 4 or words[1] in rules or key.public in [one.public for one in witnesses]:
        raise Broken("máy chứng kiến không đúng: " + words[1])
    witnesses.append(key)
    rules[words[1]] = lambda cosigned: key in cosigned


def _add_group(rules: dict[str, Rule], words: list[str]) -> None:
    name, threshold, members = words[1], words[2], words[3:]
    parts = [_known(rules, member) for member in members]
    needed = {"any": 1, "all": len(parts)}.get(threshold) or int(threshold)
    if name in rules or not 1 <= needed <= len(parts):
        raise Broken("nhóm không đúng: " + name)
    rules[name] = lambda cosigned: sum(part(cosigned) for part in parts) >= needed


def _known(rules: dict[str, Rule], name: str) -> Rule:
    if name not in rules:
        raise Broken("chưa nêu: " + name)
    return rules[name]


# The note (c2sp.org/signed-note, tlog-checkpoint, tlog-cosignature).


def read_note(content: bytes) -> tuple[str, list[Signature]]:
    """Text and signatures (name, key id, value) of a signed note."""
    if len(content) > 1_000_000:
        raise Broken("mốc ký quá dài")
    text, empty, rest = decoded(content).rpartition("\n\n")
    if not empty:
        raise Broken("mốc ký thiếu phần chữ ký")
    if re.search(r"[\x00-\x09\x0b-\x1f]", text):
        raise Broken("mốc ký có ký tự điều khiển")
    *lines, last = rest.split("\n")
    if last or not 1 <= len(lines) <= 100:
        raise Broken("mốc ký cần 1 đến 100 chữ ký")
    return text + "\n", [_read_signature(line) for line in lines]


def _read_signature(line: str) -> Signature:
    found = re.fullmatch("— ([^ ]*) (.*)", line)
    if not found:
        raise Broken("không phải dòng chữ ký")
    check_name(found[1])
    value = from_base64(found[2])
    if len(value) < 5:
        raise Broken("chữ ký quá ngắn")
    return found[1], value[:4], value[4:]


def read_checkpoint(text: str) -> tuple[str, int, bytes]:
    """Origin, size and root of a checkpoint's text."""
    lines = text.split("\n")[:-1]
    if len(lines) < 3 or not all(lines):
        raise Broken("mốc ký cần ba dòng")
    return lines[0], decimal(lines[1]), hash_from_base64(lines[2])


def signers(text: str, signatures: list[Signature], keys: list[Key]) -> list[tuple[Key, int]]:
    """The known keys that have signed, with the time of a witness (0 of a log).

    A signature of a known key that does not hold spoils the note.
    """
    found = []
    for name, key_id, value in signatures:
        key = next((one for one in keys if (one.name, one.id) == (name, key_id)), None)
        if key is not None:
            found.append((key, _time_if_it_holds(text, key, value)))
    return found


def _time_if_it_holds(text: str, key: Key, value: bytes) -> int:
    at, message = 0, text.encode()
    if key.kind == 4:
        at, value = int.from_bytes(value[:8], "big"), value[8:]
        message = b"cosignature/v1\ntime %d\n" % at + message
        if not 1 <= at < 1 << 63:
            raise Broken(f"chữ ký của {key.name} không đúng")
    if not signature_holds(key.public, message, value):
        raise Broken(f"chữ ký của {key.name} không đúng")
    return at


# The proof (c2sp.org/tlog-proof, RFC 6962, RFC 9162 section 2.1.3.2).


def read_proof(content: bytes) -> tuple[int, list[bytes], bytes, bytes]:
    """Index, hashes, signed checkpoint and opening of a proof file."""
    head, empty, checkpoint = content.partition(b"\n\n")
    if not empty or not head.isascii():
        raise Broken("không phải tệp chứng minh")
    header, *lines = head.decode().split("\n")
    if header != HEADER:
        raise Broken("không phải tệp chứng minh")
    extra = b""
    if lines and lines[0].startswith("extra"):
        extra = from_base64(_field("extra", lines.pop(0)))
        if not extra:
            raise Broken("phần thêm để trống")
    index = decimal(_field("index", lines.pop(0) if lines else ""))
    if len(lines) > 63:
        raise Broken("quá nhiều mã băm")
    return index, [hash_from_base64(line) for line in lines], checkpoint, extra


def _field(name: str, line: str) -> str:
    if not line.startswith(name + " "):
        raise Broken("thiếu dòng " + name)
    return line[len(name) + 1 :]


def read_opening(extra: bytes) -> tuple[str, list[bytes], bytes]:
    """What the leaf is of (entry or table), digests of its four parts, and the salt of one of them."""
    try:
        said = json.loads(decoded(extra))
        values = [said[name] for name in (*PARTS, "salt")]
    except (ValueError, KeyError, TypeError):
        raise Broken("tệp không mở phần nào của dòng") from None
    kind = OPENS.get(str(said.get("opens")))
    if kind is None:
        raise Broken("tệp không mở phần mã tra cứu")
    *digests, salt = [hash_from_base64(str(value)) for value in values]
    return kind, digests, salt


def leaf_hash(kind: str, digests: list[bytes]) -> bytes:
    """The hash of the leaf of this kind that commits to these parts."""
    entry = hashlib.sha256(b"nucuoi/entry/v1\0" + b"".join(digests)).digest()
    data = b"nucuoi/leaf/v1\n" + kind.encode() + b"\n" + base64.b64encode(entry) + b"\n"
    return hashlib.sha256(b"\0" + data).digest()


def table_digest(salt: bytes, table: bytes) -> bytes:
    """The digest of the core part of a released table: the bytes of its JSON file."""
    return hashlib.sha256(b"nucuoi/part/v1\0core\0" + salt + table).digest()


def receipt_digest(salt: bytes, lookup: bytes) -> bytes:
    """The digest of the receipt part."""
    return hashlib.sha256(b"nucuoi/part/v1\0receipt\0" + salt + lookup).digest()


def leads_to(leaf: bytes, index: int, size: int, hashes: list[bytes], root: bytes) -> bool:
    """Whether the hashes lead from the leaf to the root of a tree of `size` leaves."""
    if index >= size:
        return False
    here, last, value = index, size - 1, leaf
    for sibling in hashes:
        if last == 0:
            return False
        if here & 1 or here == last:
            value = hashlib.sha256(b"\1" + sibling + value).digest()
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            value = hashlib.sha256(b"\1" + value + sibling).digest()
        here, last = here >> 1, last >> 1
    return last == 0 and value == root


def lookup_of(code: str) -> bytes:
    """The lookup key of a receipt code as a person types it."""
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    signs = re.sub("[- ]", "", code.upper()).replace("I", "1").replace("L", "1").replace("O", "0")
    values = [alphabet.find(sign) for sign in signs]
    if len(values) != 17 or -1 in values or _check_value(values[:16]) != values[16]:
        raise Broken("mã tra cứu có 17 ký tự, không có chữ I, L, O, U; xin xem lại")
    number = 0
    for value in values[:16]:
        number = number << 5 | value
    extracted = hmac.new(bytes(32), number.to_bytes(10, "big"), "sha256").digest()
    return hmac.new(extracted, b"lookup\x01", "sha256").digest()


def _check_value(values: list[int]) -> int:
    total = 0
    for place, value in enumerate(reversed(values)):
        product = value if place % 2 else value * 2
        total += product // 32 + product % 32
    return -total % 32


# Consistency (RFC 9162 section 2.1.4, c2sp.org/tlog-tiles).


def extends(old: int, new: int, old_root: bytes, new_root: bytes, proof: list[bytes]) -> bool:
    """Whether the tree of `new` leaves begins with all of the tree of `old`, 1 or more."""
    if old == new:
        return not proof and old_root == new_root
    hashes = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not proof:
        return False
    here, last = old - 1, new - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    before = now = hashes[0]
    for value in hashes[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            before, now = _above(value, before), _above(value, now)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            now = _above(now, value)
        here, last = here >> 1, last >> 1
    return last == 0 and (before, now) == (old_root, new_root)


def _above(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


class Tree:
    """The tree of `size` leaves, from its tiles; each is read once."""

    def __init__(self, read: ReadTile, size: int) -> None:
        self.read, self.size = read, size
        self.rows: dict[tuple[int, int], list[bytes]] = {}

    def proof(self, old: int) -> list[bytes]:
        """The consistency proof from its first `old` leaves."""
        return self._part(old, 0, self.size, True)

    def _part(self, kept: int, start: int, end: int, whole: bool) -> list[bytes]:
        if kept == end - start:
            return [] if whole else [self._root(start, end)]
        middle = start + _split(end - start)
        if kept <= middle - start:
            return [*self._part(kept, start, middle, whole), self._root(middle, end)]
        return [*self._part(kept - middle + start, middle, end, False), self._root(start, middle)]

    def _root(self, start: int, end: int) -> bytes:
        width = end - start
        if width & (width - 1) == 0:
            return self._node(width.bit_length() - 1, start // width)
        middle = start + _split(width)
        return _above(self._root(start, middle), self._root(middle, end))

    def _node(self, level: int, index: int) -> bytes:
        tile_level, height = divmod(level, 8)
        tile, place = divmod(index << height, 256)
        if (tile_level, tile) not in self.rows:
            self.rows[tile_level, tile] = self._row(tile_level, tile)
        some = self.rows[tile_level, tile][place : place + (1 << height)]
        while len(some) > 1:
            some = [_above(some[at], some[at + 1]) for at in range(0, len(some), 2)]
        return some[0]

    def _row(self, level: int, tile: int) -> list[bytes]:
        width = min(256, (self.size >> 8 * level) - tile * 256)
        full = f"tile/{level}/{_numbered(tile)}"
        content = self.read(f"{full}.p/{width}") if width < 256 else None
        content = content or self.read(full)
        if not content or len(content) < width * 32:
            raise Missing
        return [content[at : at + 32] for at in range(0, width * 32, 32)]


def _split(width: int) -> int:
    return 1 << (width - 1).bit_length() - 1


def _numbered(tile: int) -> str:
    *first, last = re.findall("...", str(tile).zfill(-(-len(str(tile)) // 3) * 3))
    return "/".join([*("x" + group for group in first), last])


def tile_reader(log: str) -> ReadTile:
    """Reads tiles of a log from its address or from a folder."""

    def read(path: str) -> bytes | None:
        try:
            if log.startswith(("https://", "http://")):
                address = log.rstrip("/") + "/" + path
                with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310  # looked at
                    content: bytes = answer.read()
                    return content
            return (Path(log) / path).read_bytes()
        except OSError:
            return None

    return read


# The whole.


def verify(
    content: bytes,
    policy: Policy,
    lookup: bytes | None = None,
    memory: Memory | None = None,
    table: bytes | None = None,
) -> dict[str, Any]:
    """The word, why it is a contradiction, index, size, origin and who has cosigned when.

    `checkpoint` is what is to be remembered, empty when nothing new; `before` the remembered one
    that this one contradicts, or that it could not be compared with.
    """
    result: dict[str, Any] = {"word": CONTRADICTION, "why": "", "witnesses": []}
    result.update(checkpoint="", before="")
    try:
        result["word"] = _word(content, policy, lookup, memory, table, result)
    except Broken as fault:
        result["why"] = str(fault)
    return result


def _word(
    content: bytes,
    policy: Policy,
    lookup: bytes | None,
    memory: Memory | None,
    table: bytes | None,
    result: dict[str, Any],
) -> str:
    logs, witnesses, reached = policy
    index, hashes, checkpoint, extra = read_proof(content)
    text, signatures = read_note(checkpoint)
    origin, size, root = read_checkpoint(text)
    kind, digests, salt = read_opening(extra)
    result.update(index=index, size=size, origin=origin)
    if not signers(text, signatures, [key for key in logs if key.name == origin]):
        raise Broken("mốc không có chữ ký của sổ này")
    cosigned = signers(text, signatures, witnesses)
    result["witnesses"] = [(key.name, at) for key, at in cosigned]
    if not leads_to(leaf_hash(kind, digests), index, size, hashes, root):
        raise Broken("dòng này không có trong sổ đã ký")
    if lookup and (kind != "entry" or receipt_digest(salt, lookup) != digests[3]):
        raise Broken("dòng này không phải của mã tra cứu ấy")
    if table is not None and (kind != "table" or table_digest(salt, table) != digests[0]):
        raise Broken("bảng kết quả này không phải bảng trong dòng ấy")
    known = _joins((origin, size, root), memory, result)
    if known < size and not result["before"]:
        result["checkpoint"] = decoded(checkpoint)
    enough = reached([key for key, _ in cosigned]) and not result["before"]
    return MATCH if enough else NOT_YET


def _joins(tree: tuple[str, int, bytes], memory: Memory | None, result: dict[str, Any]) -> int:
    """Compares a tree with the one of its log that was seen last; returns its size, 0 = none."""
    origin, size, root = tree
    before = memory.seen.get(origin) if memory else None
    if memory is None or not before:
        return 0
    _, known, known_root = read_checkpoint(read_note(before.encode())[0])
    result["before"] = before
    (old, old_root), (new, new_root) = sorted([(known, known_root), (size, root)])
    try:
        proof = memory.prove(old, new) if old < new else []
        if not extends(old, new, old_root, new_root, proof):
            raise Broken(
                f"sổ gồm {size} dòng không nối với sổ gồm {known} dòng đã thấy lần trước: "
                "sổ đã bị viết lại"
            )
        result["before"] = ""
    except Missing:
        pass
    return known


def main() -> int:
    """Reads the command line, says the result, returns the exit code."""
    parser = argparse.ArgumentParser(description="Kiểm chứng tệp chứng minh của Nụ Cười")
    parser.add_argument("proof", metavar="TỆP", help="tệp .tlog-proof tải từ trang tra cứu")
    parser.add_argument("--keys", required=True, help="tệp khóa công khai")
    parser.add_argument("--code", help="mã tra cứu, để biết dòng này là của mã ấy")
    parser.add_argument("--table", help="bảng kết quả (JSON) tải từ trang dữ liệu mở")
    parser.add_argument("--log", metavar="SỔ", help="địa chỉ hoặc thư mục của sổ, để đối chiếu")
    beside = Path(__file__).with_name("moc-da-thay.json")
    parser.add_argument("--memory", metavar="TỆP", type=Path, default=beside, help="tệp nhớ mốc")
    chosen = parser.parse_args()
    try:
        policy = read_policy(Path(chosen.keys).read_text(encoding="utf-8"))
        content = Path(chosen.proof).read_bytes()
        lookup = lookup_of(chosen.code) if chosen.code else None
        table = Path(chosen.table).read_bytes() if chosen.table else None
        seen = read_memory(chosen.memory)
    except (OSError, Broken, IndexError, ValueError) as fault:
        print(fault, file=sys.stderr)
        return 2
    result = verify(content, policy, lookup, Memory(seen, prover(chosen.log)), table)
    if result["checkpoint"]:
        remember(chosen.memory, {**seen, result["origin"]: result["checkpoint"]})
    print(SAID[result["word"]])
    for sentence in sentences(result):
        print(sentence)
    return EXIT[result["word"]]


def prover(log: str | None) -> Prove:
    """Proves from the tiles of a log; without one nothing can be proven."""

    def prove(old: int, new: int) -> list[bytes]:
        if not log:
            raise Missing
        return Tree(tile_reader(log), new).proof(old)

    return prove


def read_memory(file: Path) -> dict[str, str]:
    """The signed checkpoints that were seen last, by origin; empty when there is no file yet."""
    try:
        return {
            str(origin): str(seen) for origin, seen in json.loads(file.read_text("utf-8")).items()
        }
    except FileNotFoundError:
        return {}
    except (ValueError, AttributeError):
        raise Broken(f"tệp nhớ mốc không đọc được: {file}") from None


def remember(file: Path, seen: dict[str, str]) -> None:
    """Keeps them for the next time."""
    draft = file.with_name(file.name + ".new")
    try:
        draft.write_text(json.dumps(seen, ensure_ascii=False, indent=1), "utf-8")
        draft.replace(file)
    except OSError as fault:
        print(f"Không nhớ được mốc: {fault}", file=sys.stderr)


def sentences(result: dict[str, Any]) -> Iterator[str]:
    """What the result means, a line each."""
    if result["why"]:
        yield result["why"][0].upper() + result["why"][1:] + "."
        if result["before"]:
            yield "Mốc đã thấy lần trước, xin giữ lại cùng tệp:\n\n" + result["before"]
        return
    yield f"Dòng số {result['index']} có trong sổ {result['origin']} gồm {result['size']} dòng."
    for name, at in result["witnesses"]:
        yield f"{name} đã xác nhận {_moment(at)}."
    if result["before"]:
        yield "Chưa đối chiếu được với mốc đã thấy lần trước; xin thêm --log, địa chỉ của sổ."
    elif result["word"] == NOT_YET:
        yield "Máy chứng kiến chưa xác nhận mốc này; xin tải lại tệp chứng minh sau."


def _moment(at: int) -> str:
    try:
        when = datetime.fromtimestamp(at, timezone.utc).astimezone()
    except (OverflowError, OSError, ValueError):
        return f"vào giây thứ {at}"
    return f"lúc {when:%H:%M} ngày {when:%d/%m/%Y}"


if __name__ == "__main__":
    sys.exit(main())
