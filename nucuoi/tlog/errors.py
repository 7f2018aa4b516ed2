"""What this package refuses; every error carries the facts.

TlogError
├── Malformed         bytes or values that the specifications do not allow
├── OutsideTree       a leaf or size beyond the tree that was asked
├── TileTrouble
│   ├── MissingTile   a tile that should be there is not
│   ├── BrokenTile    a tile does not have the length its width asks for
│   └── AlteredFile   another content stands where an unchangeable file should go
└── Unverified        a signature or proof does not hold: trust nothing of it
    ├── AmbiguousKeys       two known keys share name and key ID
    ├── NoKnownSignature    nobody known has signed
    ├── BadSignature        somebody known seems to have signed, but the signature fails
    ├── WrongOrigin         the checkpoint is another log's
    ├── NotIncluded         the proof does not lead from the leaf to the root
    └── TooFewCosignatures  fewer witnesses than the quorum
"""

from collections.abc import Iterable


class TlogError(Exception):
    """Anything this package refuses."""


class Malformed(TlogError, ValueError):
    """Bytes or values that the specifications do not allow.

    Args:
        wanted: What should have stood there.
        found: What stood there; only its beginning is kept.
    """

    def __init__(self, wanted: str, found: object) -> None:
        self.wanted = wanted
        self.found = repr(found[:60] if isinstance(found, bytes | str) else found)
        super().__init__(f"not {wanted}: {self.found}")


class OutsideTree(TlogError, IndexError):
    """A leaf or size beyond the tree that was asked."""

    def __init__(self, asked: int, size: int) -> None:
        self.asked = asked
        self.size = size
        super().__init__(f"{asked} is outside a tree of {size} leaves")


class TileTrouble(TlogError):
    """Stored tiles are not what they should be.

    Args:
        path: Path below the log's folder, as in the address.
    """

    reason = "is not as it should be"

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"{path} {self.reason}")


class MissingTile(TileTrouble):
    """A tile that should be there is not."""

    reason = "is missing"


class BrokenTile(TileTrouble):
    """A tile does not hold the hashes or entries its width asks for."""

    reason = "does not hold what its width asks for"


class AlteredFile(TileTrouble):
    """Another content stands where an unchangeable file should go: the log would contradict itself."""

    reason = "is there with another content"


class Unverified(TlogError):
    """A signature or proof does not hold: trust nothing of it."""


class AmbiguousKeys(Unverified):
    """Two known keys share name and key ID: a signature could be either's."""


class NoKnownSignature(Unverified):
    """Nobody known has signed.

    Args:
        names: Who has signed, as they call themselves.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(f"no known key among {', '.join(self.names)}")


class BadSignature(Unverified):
    """The signature line of a known key does not hold."""

    def __init__(self, name: str, key_id: bytes) -> None:
        self.name = name
        self.key_id = key_id
        super().__init__(f"the signature of {name}+{key_id.hex()} does not hold")


class WrongOrigin(Unverified):
    """The checkpoint is of a log that none of the known keys belongs to."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        super().__init__(f"no known key belongs to the log {origin}")


class NotIncluded(Unverified):
    """The inclusion proof does not lead from the leaf to the checkpoint's root.

    Args:
        computed: Where it leads; None when it is not of the length that index and size ask for.
    """

    def __init__(self, index: int, size: int, expected: bytes, computed: bytes | None) -> None:
        self.index = index
        self.size = size
        self.expected = expected
        self.computed = computed
        super().__init__(f"leaf {index} is not proven to be in the tree of {size} leaves")


class TooFewCosignatures(Unverified):
    """Fewer known witnesses have cosigned than the quorum asks for."""

    def __init__(self, found: int, quorum: int) -> None:
        self.found = found
        self.quorum = quorum
        super().__init__(f"{found} of {quorum} cosignatures")
