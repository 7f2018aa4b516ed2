"""The console script `nucuoi`: one verb a job."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path


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

    import_units = verbs.add_parser("import-units", help="nhập danh mục đơn vị và thủ tục")
    import_units.add_argument(
        "--folder", type=Path, help="thư mục chứa các tệp CSV; mặc định: có sẵn"
    )
    import_units.set_defaults(run=_import_units, with_django=True)

    worker = verbs.add_parser("worker", help="chạy tiến trình nền: ghi sổ, cộng số đếm")
    worker.set_defaults(run=_worker, with_django=True)

    rebuild = verbs.add_parser("rebuild", help="đếm lại toàn bộ số liệu từ sổ")
    rebuild.set_defaults(run=_rebuild, with_django=True)

    fsck = verbs.add_parser("fsck", help="kiểm tra sổ, đánh giá và số đếm có khớp nhau không")
    fsck.set_defaults(run=_fsck, with_django=True)
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


def _import_units(chosen: argparse.Namespace) -> int:
    from nucuoi.foundation.seat import SYSTEM
    from nucuoi.organisation.actions import import_units
    from nucuoi.organisation.errors import WrongList

    try:
        print(import_units(by=SYSTEM, folder=chosen.folder).sentence)
    except WrongList as refused:
        print(refused.message, *refused.problems, sep="\n", file=sys.stderr)
        return 1
    return 0


def _worker(chosen: argparse.Namespace) -> int:
    from nucuoi import worker

    try:
        worker.run()
    except worker.AlreadyRunning:
        print("Tiến trình nền của thư mục dữ liệu này đang chạy rồi.", file=sys.stderr)
        return 1
    return 0


def _rebuild(chosen: argparse.Namespace) -> int:
    from nucuoi.scores.rebuild import rebuild

    counted = rebuild(progress=_say_progress)
    print(f"\nĐã đếm lại {_thousands(counted)} dòng của sổ.")
    return 0


def _say_progress(done: int, total: int) -> None:
    line = f"\rĐang đếm lại: {_thousands(done)} / {_thousands(total)} dòng"
    print(line, end="", flush=True)


def _fsck(chosen: argparse.Namespace) -> int:
    from nucuoi.fsck import check_all

    right = check_all(lambda line: print(line, flush=True))
    print("Mọi kiểm tra đều đúng." if right else "Có sai lệch: xem các dòng SAI.")
    return 0 if right else 1


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


if __name__ == "__main__":
    sys.exit(main())
