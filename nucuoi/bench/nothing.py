"""What everything is compared with: the same server decodes the same JSON and does nothing."""

import argparse
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

_DONE = b'{"status":"accepted"}'
_HEADERS = [("Content-Type", "application/json"), ("Content-Length", str(len(_DONE)))]
_decode = msgspec.json.Decoder().decode


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Reads the body, decodes it, and says that all is well."""
    _decode(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
    start("201 Created", _HEADERS)
    return [_DONE]


def main() -> None:
    """Serves it as `nucuoi serve` serves the product."""
    from nucuoi.service.server import serve

    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    serve("127.0.0.1", parser.parse_args().port, application="nucuoi.bench.nothing:application")


if __name__ == "__main__":
    main()
