"""The console script `nucuoi`: one verb a job."""

import argparse
import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one verb; returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nucuoi.settings")
    import django

    django.setup()
    chosen = _parser().parse_args(arguments)
    result: int = chosen.run(chosen)
    return result


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nucuoi", description="Nụ Cười")
    verbs = parser.add_subparsers(required=True, metavar="lệnh")
    serve = verbs.add_parser("serve", help="chạy máy chủ web")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--host", default="127.0.0.1")
    serve.set_defaults(run=_serve)
    return parser


def _serve(chosen: argparse.Namespace) -> int:
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "nucuoi.wsgi:application",
        address=chosen.host,
        port=chosen.port,
        interface=Interfaces.WSGI,
        blocking_threads=64,
    ).serve()
    return 0


if __name__ == "__main__":
    sys.exit(main())
