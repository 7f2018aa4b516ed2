"""The console script `nucuoi`: one verb a job."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one verb; returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nucuoi.settings")
    chosen = parser().parse_args(arguments)
    if chosen.with_django:
        import django

        django.setup()
    result: int = chosen.run(chosen)
    return result


def parser() -> argparse.ArgumentParser:
    """All verbs; `with_django` False marks those that load no framework in this process."""
    from nucuoi.service import options

    parser = argparse.ArgumentParser(prog="nucuoi", description="Nụ Cười")
    verbs = parser.add_subparsers(required=True, metavar="lệnh")

    up = verbs.add_parser("up", help="chuẩn bị rồi chạy máy chủ web và tiến trình nền (./run)")
    options.add_arguments(up)
    up.set_defaults(run=_up, with_django=False)

    prepare = verbs.add_parser("prepare", help="cập nhật cơ sở dữ liệu và tệp tĩnh")
    prepare.add_argument("--no-demo", action="store_true", help="không nạp dữ liệu trình diễn")
    prepare.set_defaults(run=_prepare, with_django=True)

    serve = verbs.add_parser("serve", help="chạy máy chủ web")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--tls", nargs=2, type=Path, metavar=("CERT", "KEY"), help="tệp PEM")
    serve.set_defaults(run=_serve, with_django=False)

    setup = verbs.add_parser("setup-link", help="tạo liên kết lập tài khoản quản trị đầu tiên")
    setup.set_defaults(run=_setup_link, with_django=True)

    demo = verbs.add_parser("demo", help="dữ liệu trình diễn: nạp, hoặc in mã một lần đang dùng")
    demo.add_argument("--codes", action="store_true", help="in mã một lần của các tài khoản")
    demo.set_defaults(run=_demo, with_django=True)
    return parser


def _up(chosen: argparse.Namespace) -> int:
    from nucuoi.service import options
    from nucuoi.service.up import up

    return _refusable(lambda: up(options.read(chosen)))


def _prepare(chosen: argparse.Namespace) -> int:
    import json

    from nucuoi.service.preparation import prepare

    return _refusable(lambda: print(json.dumps(prepare(demo=not chosen.no_demo))))


def _serve(chosen: argparse.Namespace) -> int:
    from nucuoi.service.server import serve

    serve(chosen.host, chosen.port, *(chosen.tls or ()))
    return 0


def _setup_link(chosen: argparse.Namespace) -> int:
    from nucuoi.service.preparation import setup_url

    print(setup_url())
    return 0


def _demo(chosen: argparse.Namespace) -> int:
    from django.conf import settings

    from nucuoi.service import announcement, demonstration

    if chosen.codes:
        print(*announcement.of_codes(settings.DATA), sep="\n")
        return 0
    return _refusable(lambda: demonstration.build(settings.DATA))


def _refusable(work: Callable[[], int | None]) -> int:
    """Exit code of work that may be refused: 2 then, with the reason on stderr."""
    from nucuoi.service.errors import StartRefused

    try:
        return work() or 0
    except StartRefused as error:
        print(error.message, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
