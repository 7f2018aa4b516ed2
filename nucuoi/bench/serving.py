"""Serves any application as `nucuoi serve` serves the product: `python -m … TARGET --port N`."""

import argparse

from nucuoi.service.server import serve


def main() -> None:
    """Serves until SIGTERM."""
    parser = argparse.ArgumentParser()
    parser.add_argument("target", help="module:name")
    parser.add_argument("--port", type=int, required=True)
    chosen = parser.parse_args()
    serve("127.0.0.1", chosen.port, application=chosen.target)


if __name__ == "__main__":
    main()
