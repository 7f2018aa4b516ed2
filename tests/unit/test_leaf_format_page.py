"""The example on the page of the leaf format can be followed with SHA-256 and HMAC alone."""

import base64
import hashlib
import hmac
import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "leaf-format.md"


def said() -> dict[str, str]:
    """The lines of the example by their names."""
    (example,) = re.findall(r"```text\n(.*?)```", PAGE.read_text(), flags=re.DOTALL)
    lines = (line.split(" = ", 1) for line in example.splitlines())
    return {" ".join(name.split()): value for name, value in lines}


def test_example_can_be_followed() -> None:
    """Seed and bytes lead to the leaf hash by the rules the page states."""
    lines = said()
    seed = bytes.fromhex(lines["seed"])
    digests = b""
    for name in ("core", "duty", "text", "receipt"):
        salt = bytes.fromhex(lines[f"{name} salt"])
        if name in ("core", "duty"):
            made = hmac.digest(seed, b"nucuoi/salt/v1\0" + name.encode(), "sha256")
            assert made == salt
        written = lines[f"{name} bytes"]
        content = bytes.fromhex(written) if name == "receipt" else written.encode()
        part = b"nucuoi/part/v1\0" + name.encode() + b"\0" + salt + content
        digest = hashlib.sha256(part).digest()
        assert digest.hex() == lines[f"{name} digest"]
        digests += digest
    entry = hashlib.sha256(b"nucuoi/entry/v1\0" + digests).digest()
    data = b"nucuoi/leaf/v1\nentry\n" + base64.b64encode(entry) + b"\n"

    assert entry.hex() == lines["entry digest"]
    assert data.decode().replace("\n", "\\n") == lines["leaf data"]
    assert hashlib.sha256(b"\0" + data).hexdigest() == lines["leaf hash"]
