#!/usr/bin/env python3
"""Kiểm chứng tệp chứng minh của Nụ Cười, không cần mạng và không cần cài gì ngoài Python.

    python3 nucuoi_verify.py TỆP.tlog-proof --keys KHOA.txt [--code MÃ] [--table BẢNG.json] [--log SỔ]

KHOA.txt là tệp khóa công khai (dạng C2SP tlog-policy) tải từ trang /kiem-chung/ hoặc do Mặt trận
Tổ quốc đưa. Kết quả là một trong ba lời: khớp (mã thoát 0), chưa có (3), mâu thuẫn (1).

Chương trình nhớ mốc đã thấy của từng sổ trong tệp moc-da-thay.json bên cạnh nó (--memory chọn tệp
khác). Lần sau sổ phải nối tiếp mốc ấy; để đối chiếu hai mốc khác nhau cần --log: địa chỉ của sổ
(https://…/log/<tên>, cần mạng) hoặc thư mục đã chép sổ về.

This file shares no code with the product: only the Python standard library, from the texts of
RFC 6962, RFC 8032 and c2sp.org.
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
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any, Callable, Iterator, NamedTuple

PARTS = ("core", "duty", "text", "receipt")
OPENS = {"nucuoi/receipt/v1": "entry", "nucuoi/table/v1": "table"}
VIET_NAM = timezone(timedelta(hours=7))
MATCH, NOT_YET, CONTRADICTION = "match", "not_yet", "contradiction"
SAID = {
    MATCH: (0, "KHỚP"),
    CONTRADICTION: (1, "MÂU THUẪN — hãy giữ tệp này"),
    NOT_YET: (3, "CHƯA CÓ"),
}


class Broken(Exception):
    """Something is not as it must be; the sentence says what."""


def must(holds: object, otherwise: str) -> None:
    """Raises `Broken` with the sentence unless it holds."""
    if not holds:
        raise Broken(otherwise)


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


def _decompress(encoded: bytes) -> Point | None:
    sign, y = divmod(int.from_bytes(encoded, "little"), 1 << 255)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_1 % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P


def _compress(point: Point) -> bytes:
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return int.to_bytes(y | (x & 1) << 255, 32, "little")


BASE = _decompress(int.to_bytes(4 * pow(5, P - 2, P) % P, 32, "little"))


def signature_holds(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether a 64-byte Ed25519 signature is that of the 32-byte key over the message."""
    key, scalar = _decompress(public), int.from_bytes(signature[32:], "little")
    lengths = (len(public), len(signature))
    if lengths != (32, 64) or key is None or BASE is None or scalar >= L:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    challenge = int.from_bytes(digest, "little") % L
    negative = (P - key[0], key[1], 1, P - key[3])
    return _compress(_add(_times(scalar, BASE), _times(challenge, negative))) == signature[:32]


# Lines, numbers and base64: one spelling each.


def from_base64(text: str, length: int = 0) -> bytes:
    """The bytes of standard padded base64, so many if a length is given."""
    try:
        value = base64.b64decode(text, validate=True)
    except ValueError:
        value = b""
    right = base64.b64encode(value).decode() == text and length in (0, len(value))
    must(right, "base64 không đúng: " + text[:50])
    return value


def decimal(text: str) -> int:
    """A number from 0 to 2^63 - 1 without leading zeroes."""
    is_one = re.fullmatch("0|[1-9][0-9]{0,18}", text) and int(text) < 1 << 63
    must(is_one, "không phải số: " + text[:40])
    return int(text)


def decoded(content: bytes) -> str:
    """The text of strict UTF-8."""
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise Broken("không phải UTF-8") from None


def check_name(name: str) -> None:
    """Refuses a key name with spaces, plus signs or control characters."""
    must(name and not re.search(r"[\x00-\x1f+\s]", name), "tên khóa không đúng dạng")


# Keys and the policy (c2sp.org/signed-note, c2sp.org/tlog-policy).


def read_key(vkey: str) -> Key:
    """The key of a line `name+id+base64`."""
    found = re.fullmatch(r"([^+]+)\+([0-9a-f]{8})\+(.+)", vkey)
    if not found:
        raise Broken("không phải khóa: " + vkey)
    name, key_id, encoded = found.groups()
    check_name(name)
    material = from_base64(encoded, 33)
    own = hashlib.sha256(name.encode() + b"\n" + material).digest()[:4]
    right = material[0] in (1, 4) and own.hex() == key_id
    must(right, "loại hoặc số của khóa không đúng: " + vkey)
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
    new = words[1] not in rules and key.public not in [one.public for one in witnesses]
    must(key.kind == 4 and new, "máy chứng kiến không đúng: " + words[1])
    witnesses.append(key)
    rules[words[1]] = lambda cosigned: key in cosigned


def _add_group(rules: dict[str, Rule], words: list[str]) -> None:
    name, threshold, members = words[1], words[2], words[3:]
    parts = [_known(rules, member) for member in members]
    needed = {"any": 1, "all": len(parts)}.get(threshold) or int(threshold)
    must(name not in rules and 1 <= needed <= len(parts), "nhóm không đúng: " + name)
    rules[name] = lambda cosigned: sum(part(cosigned) for part in parts) >= needed


def _known(rules: dict[str, Rule], name: str) -> Rule:
    must(name in rules, "chưa nêu: " + name)
    return rules[name]


# The note (c2sp.org/signed-note, tlog-checkpoint, tlog-cosignature).


def read_note(content: bytes) -> tuple[str, list[Signature]]:
    """Text and signatures (name, key id, value) of a signed note."""
    must(len(content) <= 1_000_000, "mốc ký quá dài")
    text, empty, rest = decoded(content).rpartition("\n\n")
    must(empty, "mốc ký thiếu phần chữ ký")
    must(not re.search(r"[\x00-\x09\x0b-\x1f]", text), "mốc ký có ký tự điều khiển")
    *lines, last = rest.split("\n")
    must(not last and 1 <= len(lines) <= 100, "mốc ký cần 1 đến 100 chữ ký")
    return text + "\n", [_read_signature(line) for line in lines]


def _read_signature(line: str) -> Signature:
    found = re.fullmatch("— ([^ ]*) (.*)", line)
    if not found:
        raise Broken("không phải dòng chữ ký")
    check_name(found[1])
    value = from_base64(found[2])
    must(len(value) >= 5, "chữ ký quá ngắn")
    return found[1], value[:4], value[4:]


def read_checkpoint(text: str) -> tuple[str, int, bytes]:
    """Origin, size and root of a checkpoint's text."""
    lines = text.split("\n")[:-1]
    must(len(lines) >= 3 and all(lines), "mốc ký cần ba dòng")
    return lines[0], decimal(lines[1]), from_base64(lines[2], 32)


def signers(text: str, signatures: list[Signature], keys: list[Key]) -> list[tuple[Key, int]]:
    """The known keys that have signed, with the time of a witness (0 of a log).

    A signature of a known key that does not hold spoils the note.
    """
    return [
        (key, _time_if_it_holds(text, key, value))
        for name, key_id, value in signatures
        for key in keys
        if (key.name, key.id) == (name, key_id)
    ]


def _time_if_it_holds(text: str, key: Key, value: bytes) -> int:
    at, message = 0, text.encode()
    if key.kind == 4:
        at, value = int.from_bytes(value[:8], "big"), value[8:]
        message = b"cosignature/v1\ntime %d\n" % at + message
    holds = signature_holds(key.public, message, value) and (key.kind != 4 or 1 <= at < 1 << 63)
    must(holds, f"chữ ký của {key.name} không đúng")
    return at


# The proof (c2sp.org/tlog-proof, RFC 6962 section 2.1.1).


def read_proof(content: bytes) -> tuple[int, list[bytes], bytes, bytes]:
    """Index, hashes, signed checkpoint and opening of a proof file."""
    head, empty, checkpoint = content.partition(b"\n\n")
    header, *lines = head.decode(errors="replace").split("\n")
    known = empty and head.isascii() and header == "c2sp.org/tlog-proof@v1"
    must(known, "không phải tệp chứng minh")
    extra = b""
    if lines and lines[0].startswith("extra"):
        extra = from_base64(_field("extra", lines.pop(0)))
        must(extra, "phần thêm để trống")
    index = decimal(_field("index", lines.pop(0) if lines else ""))
    must(len(lines) <= 63, "quá nhiều mã băm")
    return index, [from_base64(line, 32) for line in lines], checkpoint, extra


def _field(name: str, line: str) -> str:
    must(line.startswith(name + " "), "thiếu dòng " + name)
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
    *digests, salt = [from_base64(str(value), 32) for value in values]
    return kind, digests, salt


def leaf_hash(kind: str, digests: list[bytes]) -> bytes:
    """The hash of the leaf of this kind that commits to these parts."""
    entry = hashlib.sha256(b"nucuoi/entry/v1\0" + b"".join(digests)).digest()
    data = b"nucuoi/leaf/v1\n" + kind.encode() + b"\n" + base64.b64encode(entry) + b"\n"
    return hashlib.sha256(b"\0" + data).digest()


def part_digest(name: str, salt: bytes, content: bytes) -> bytes:
    """The digest of a part: `core` of a table is its JSON file, `receipt` of an entry the lookup key."""
    return hashlib.sha256(b"nucuoi/part/v1\0" + name.encode() + b"\0" + salt + content).digest()


def leads_to(leaf: bytes, index: int, size: int, hashes: list[bytes], root: bytes) -> bool:
    """Whether the hashes lead from the leaf to the root of a tree of `size` leaves."""
    path = iter(hashes)
    return index < size and _climb(leaf, index, size, path) == root and not list(path)


def _climb(leaf: bytes, index: int, size: int, path: Iterator[bytes]) -> bytes:
    """The root of a tree with this leaf; the path has what lies beside it, lowest first."""
    if size == 1:
        return leaf
    middle = _split(size)
    if index < middle:
        return _above(_climb(leaf, index, middle, path), _next(path))
    right = _climb(leaf, index - middle, size - middle, path)
    return _above(_next(path), right)


def _split(size: int) -> int:
    """How many leaves are in the left part: the largest power of 2 below `size`."""
    return 1 << (size - 1).bit_length() - 1


def _above(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def _next(path: Iterator[bytes]) -> bytes:
    for value in path:
        return value
    raise Broken("chứng minh thiếu mã băm")


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


# Consistency (RFC 6962 section 2.1.2, c2sp.org/tlog-tiles).


def extends(old: int, new: int, old_root: bytes, new_root: bytes, proof: list[bytes]) -> bool:
    """Whether the tree of `new` leaves begins with all of the tree of `old`, 1 or more."""
    path = iter(proof)
    roots = _climb_both(old, 0, new, old_root, path) if 0 < old <= new else None
    return roots == (old_root, new_root) and not list(path)


def _climb_both(
    old: int, start: int, end: int, old_root: bytes, path: Iterator[bytes]
) -> tuple[bytes, bytes]:
    """Roots of the leaves from `start` to `old`, and from `start` to `end`."""
    if old == end:
        both = _next(path) if start else old_root
        return both, both
    middle = start + _split(end - start)
    if old <= middle:
        before, now = _climb_both(old, start, middle, old_root, path)
        return before, _above(now, _next(path))
    before, now = _climb_both(old, middle, end, old_root, path)
    left = _next(path)
    return _above(left, before), _above(left, now)


class Tree:
    """The tree of `size` leaves, from its tiles."""

    def __init__(self, read: ReadTile, size: int) -> None:
        self.read, self.size = read, size

    def proof(self, old: int) -> list[bytes]:
        """The consistency proof from its first `old` leaves."""
        return list(self._beside(old, 0, self.size))

    def _beside(self, old: int, start: int, end: int) -> Iterator[bytes]:
        """What `_climb_both` takes from its path."""
        if old == end:
            if start:
                yield self._root(start, end)
            return
        middle = start + _split(end - start)
        if old <= middle:
            yield from self._beside(old, start, middle)
            yield self._root(middle, end)
        else:
            yield from self._beside(old, middle, end)
            yield self._root(start, middle)

    def _root(self, start: int, end: int, level: int = 0) -> bytes:
        """The root over some hashes that tiles of a level hold; 256 of them are one a level higher."""
        width = end - start
        if width == 1:
            return self._hash(level, start)
        if width >= 256 and width & (width - 1) == 0:
            return self._root(start >> 8, end >> 8, level + 1)
        middle = start + _split(width)
        return _above(self._root(start, middle, level), self._root(middle, end, level))

    def _hash(self, level: int, index: int) -> bytes:
        tile, place = divmod(index, 256)
        width = min(256, (self.size >> 8 * level) - tile * 256)
        *first, last = re.findall("...", str(tile).zfill(-(-len(str(tile)) // 3) * 3))
        full = "/".join([f"tile/{level}", *("x" + group for group in first), last])
        content = (self.read(f"{full}.p/{width}") if width < 256 else None) or self.read(full)
        if not content or len(content) < width * 32:
            raise Missing
        return content[place * 32 : place * 32 + 32]


def tile_reader(log: str) -> ReadTile:
    """Reads tiles of a log from its address or from a folder, each once."""

    @cache
    def read(path: str) -> bytes | None:
        try:
            if not log.startswith(("https://", "http://")):
                return (Path(log) / path).read_bytes()
            with urllib.request.urlopen(f"{log.rstrip('/')}/{path}", timeout=30) as answer:  # noqa: S310  # looked at
                content: bytes = answer.read()
                return content
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
    logs, witnesses, reached = policy
    result: dict[str, Any] = {"word": CONTRADICTION, "why": "", "witnesses": []}
    result.update(checkpoint="", before="")
    try:
        index, hashes, checkpoint, extra = read_proof(content)
        text, signatures = read_note(checkpoint)
        origin, size, root = read_checkpoint(text)
        kind, digests, salt = read_opening(extra)
        result.update(index=index, size=size, origin=origin)
        by_log = signers(text, signatures, [key for key in logs if key.name == origin])
        must(by_log, "mốc không có chữ ký của sổ này")
        cosigned = signers(text, signatures, witnesses)
        result["witnesses"] = [(key.name, at) for key, at in cosigned]
        inside = leads_to(leaf_hash(kind, digests), index, size, hashes, root)
        must(inside, "dòng này không có trong sổ đã ký")
        if lookup:
            own = (kind, part_digest("receipt", salt, lookup)) == ("entry", digests[3])
            must(own, "dòng này không phải của mã tra cứu ấy")
        if table is not None:
            own = (kind, part_digest("core", salt, table)) == ("table", digests[0])
            must(own, "bảng kết quả này không phải bảng trong dòng ấy")
        known = _joins((origin, size, root), memory, result)
        if known < size and not result["before"]:
            result["checkpoint"] = decoded(checkpoint)
        enough = reached([key for key, _ in cosigned]) and not result["before"]
        result["word"] = MATCH if enough else NOT_YET
    except Broken as fault:
        result["why"] = str(fault)
    return result


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
    except Missing:
        return known
    must(
        extends(old, new, old_root, new_root, proof),
        f"sổ gồm {size} dòng không nối với sổ gồm {known} dòng đã thấy lần trước: sổ đã bị viết lại",
    )
    result["before"] = ""
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
    code, word = SAID[result["word"]]
    print(word, *sentences(result), sep="\n")
    return code


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
        when = datetime.fromtimestamp(at, VIET_NAM)
    except (OverflowError, OSError, ValueError):
        return f"vào giây thứ {at}"
    return f"lúc {when:%H:%M} ngày {when:%d/%m/%Y}"


if __name__ == "__main__":
    sys.exit(main())
