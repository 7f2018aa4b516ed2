"""The console script `nucuoi`: one verb a job."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nucuoi.auditor.errors import AuditRefused
from nucuoi.bench.terminal import add_arguments as bench_arguments
from nucuoi.keeping.errors import KeepingRefused
from nucuoi.service import options
from nucuoi.service.errors import StartRefused
from nucuoi.witness.errors import WitnessRefused


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb of the console script.

    Attributes:
        help: What it does, in Vietnamese.
        run: Takes the parsed arguments; None stands for exit code 0.
        arguments: Adds the verb's own arguments to its parser.
        with_django: Whether the framework is loaded before `run`.
    """

    help: str
    run: Callable[[argparse.Namespace], int | None]
    arguments: Callable[[argparse.ArgumentParser], None] = lambda _: None
    with_django: bool = True


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one verb; returns the exit code: 2 when nothing was done, with the reason on stderr."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nucuoi.settings")
    chosen = parser().parse_args(arguments)
    verb = VERBS[chosen.verb]
    if verb.with_django:
        import django

        django.setup()
    try:
        return verb.run(chosen) or 0
    except (StartRefused, KeepingRefused, WitnessRefused, AuditRefused) as error:
        print(error.message, file=sys.stderr)
        return 2


def parser() -> argparse.ArgumentParser:
    """Reads a command line; the chosen verb's name is in `verb`."""
    whole = argparse.ArgumentParser(prog="nucuoi", description="Nụ Cười")
    verbs = whole.add_subparsers(required=True, metavar="lệnh", dest="verb")
    for name, verb in VERBS.items():
        verb.arguments(verbs.add_parser(name, help=verb.help, description=verb.help))
    return whole


def _up(chosen: argparse.Namespace) -> int:
    from nucuoi.service.up import up

    return up(options.read(chosen))


def _prepare(chosen: argparse.Namespace) -> None:
    from nucuoi.service.preparation import prepare

    print(json.dumps(prepare(demo=not chosen.no_demo)))


def _serve(chosen: argparse.Namespace) -> None:
    from nucuoi.service.server import serve

    serve(chosen.host, chosen.port, *(chosen.tls or ()), processes=chosen.processes)


def _serve_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="cổng (mặc định 8000)")
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ lắng nghe")
    options.add_processes_argument(parser)
    parser.add_argument("--tls", nargs=2, type=Path, metavar=("CERT", "KEY"), help="tệp PEM")


def _setup_link(chosen: argparse.Namespace) -> None:
    from nucuoi.service.preparation import setup_url

    print(setup_url(front=chosen.front))


def _setup_link_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--front", action="store_true", help="cho Mặt trận Tổ quốc")


def _demo(chosen: argparse.Namespace) -> None:
    from django.conf import settings

    from nucuoi.service import announcement, demonstration

    if chosen.codes:
        print(*announcement.of_codes(settings.DATA), sep="\n")
    else:
        demonstration.build(settings.DATA)


def _demo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--codes", action="store_true", help="in mã một lần của các tài khoản")


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


def _import_units_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--folder", type=Path, help="thư mục chứa các tệp CSV; mặc định: có sẵn")


def _worker(chosen: argparse.Namespace) -> int:
    from nucuoi import alone, worker

    try:
        worker.run()
    except alone.AlreadyRunning:
        print("Tiến trình nền của thư mục dữ liệu này đang chạy rồi.", file=sys.stderr)
        return 1
    return 0


def _rebuild(chosen: argparse.Namespace) -> None:
    from nucuoi.scores.rebuild import rebuild

    counted = rebuild(progress=_say_progress)
    print(f"\nĐã đếm lại {_thousands(counted)} dòng của sổ.")


def _fsck(chosen: argparse.Namespace) -> int:
    from nucuoi.fsck import check_all

    right = check_all(lambda line: print(line, flush=True))
    print("Mọi kiểm tra đều đúng." if right else "Có sai lệch: xem các dòng SAI.")
    return 0 if right else 1


def _backup(chosen: argparse.Namespace) -> None:
    from nucuoi.keeping import terminal

    terminal.back_up(to=chosen.to, keys_to=chosen.keys, rotate=chosen.rotate, say=_say)


def _backup_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, metavar="FILE", help="tệp mới; mặc định: <data>/backups")
    parser.add_argument(
        "--keys", type=Path, metavar="FILE", help="ghi khóa vào tệp có câu mật khẩu"
    )
    parser.add_argument(
        "--rotate",
        action="store_true",
        help="việc mỗi đêm: dọn phần đã xóa trước, bỏ bản cũ sau (giữ 7 ngày và 4 tuần)",
    )


def _restore(chosen: argparse.Namespace) -> int:
    from nucuoi.keeping import terminal

    os.umask(0o077)
    data = chosen.data.resolve()
    return 0 if terminal.restore(chosen.file, data, chosen.keys, _say) else 1


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="bản sao lưu")
    parser.add_argument("--data", type=Path, metavar="DIR", required=True, help="thư mục trống")
    parser.add_argument("--keys", type=Path, metavar="FILE", help="tệp khóa đã sao lưu")


def _drill(chosen: argparse.Namespace) -> int:
    from nucuoi.keeping import terminal

    return 0 if terminal.drill(_say) else 1


def _bench(chosen: argparse.Namespace) -> int:
    from nucuoi.bench.terminal import bench

    return bench(chosen)


def _say(line: str) -> None:
    print(line, flush=True)


def _say_progress(done: int, total: int) -> None:
    print(f"\rĐang đếm lại: {_thousands(done)} / {_thousands(total)} dòng", end="", flush=True)


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _export(chosen: argparse.Namespace) -> None:
    from nucuoi.reports.making import make_waiting

    os.umask(0o077)
    print(f"Đã làm {make_waiting()} tệp.")


def _witness(chosen: argparse.Namespace) -> int:
    from nucuoi.witness import terminal

    return terminal.run(chosen, _say)


def _witness_arguments(parser: argparse.ArgumentParser) -> None:
    from nucuoi.witness import terminal

    terminal.add_arguments(parser)


def _audit(chosen: argparse.Namespace) -> int:
    from nucuoi.auditor import terminal

    return terminal.run_audit(chosen, _say)


def _audit_arguments(parser: argparse.ArgumentParser) -> None:
    from nucuoi.auditor import options as of_auditor

    of_auditor.add_audit_arguments(parser)


def _canary(chosen: argparse.Namespace) -> int:
    from nucuoi.auditor import terminal

    return terminal.run_canary(chosen, _say)


def _canary_arguments(parser: argparse.ArgumentParser) -> None:
    from nucuoi.auditor import options as of_auditor

    of_auditor.add_canary_arguments(parser)


def _keys(chosen: argparse.Namespace) -> int:
    from nucuoi.oversight import terminal

    return terminal.keys(chosen, _say)


def _keys_arguments(parser: argparse.ArgumentParser) -> None:
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--rotate", action="store_true", help="đổi khóa ký của sổ")
    way.add_argument(
        "--resume",
        nargs="?",
        const="",
        metavar="FILE",
        help="công bố lại sau khi phục hồi: đối chiếu với một mốc ký đã giữ; không có FILE: "
        "xác nhận không có mốc nào mới hơn bản sao lưu",
    )
    way.add_argument("--new-log", action="store_true", help="mở sổ mới khi sổ cũ mất dòng")


def _figures(chosen: argparse.Namespace) -> int:
    if chosen.simulate:
        return _simulate(chosen.simulate)
    from nucuoi.scores.figures import flagging, run, weekly
    from nucuoi.scores.figures.desks import Desks

    desks = Desks()
    figures, warnings, flags = (
        run.compute_due(desks),
        weekly.warn_due(),
        flagging.flag_due(desks),
    )
    print(
        f"Đã tính {_thousands(figures)} số liệu, {warnings} cảnh báo sớm, {flags} dấu hiệu cần xem."
    )
    return 0


def _release(chosen: argparse.Namespace) -> int:
    from nucuoi.foundation.seat import SYSTEM
    from nucuoi.releases import actions

    print(f"Đã công bố {actions.release_due(by=SYSTEM)} bảng kết quả.")
    return 0


def _simulate(worlds: int) -> int:
    from nucuoi.scores.figures.simulation import simulate
    from nucuoi.web import formats

    kept = True
    for tried in simulate(worlds):
        kept = kept and tried.is_kept
        word = "đúng" if tried.is_kept else "SAI"
        wanted = f"{formats.percent(tried.low)}–{formats.percent(tried.high)}"
        _say(f"{word}: {tried.promise}: {formats.percent(tried.measured, 2)} (cần {wanted})")
    return 0 if kept else 1


def _figures_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--simulate",
        type=int,
        nargs="?",
        const=200,
        metavar="N",
        help="thử phương pháp trên N tỉnh giả định",
    )


def _reference(chosen: argparse.Namespace) -> None:
    from nucuoi import reference

    print(*reference.write(), sep="\n")


VERBS: dict[str, Verb] = {
    "up": Verb(
        "chuẩn bị rồi chạy máy chủ web và tiến trình nền; ./run gọi lệnh này",
        _up,
        options.add_arguments,
        with_django=False,
    ),
    "prepare": Verb(
        "cập nhật cơ sở dữ liệu và tệp tĩnh; thư mục trống thì nạp trình diễn",
        _prepare,
        options.add_demo_argument,
    ),
    "serve": Verb("chạy máy chủ web", _serve, _serve_arguments, with_django=False),
    "setup-link": Verb(
        "tạo liên kết lập tài khoản quản trị đầu tiên", _setup_link, _setup_link_arguments
    ),
    "demo": Verb("nạp dữ liệu trình diễn vào thư mục trống", _demo, _demo_arguments),
    "import-units": Verb("nhập danh mục đơn vị và thủ tục", _import_units, _import_units_arguments),
    "worker": Verb("chạy tiến trình nền: ghi sổ, cộng số đếm", _worker),
    "rebuild": Verb("đếm lại toàn bộ số liệu từ sổ", _rebuild),
    "fsck": Verb("kiểm tra sổ, đánh giá và số đếm có khớp nhau không", _fsck),
    "backup": Verb("sao lưu dữ liệu trong khi máy chủ đang chạy", _backup, _backup_arguments),
    "restore": Verb(
        "phục hồi một bản sao lưu vào thư mục trống rồi kiểm tra",
        _restore,
        _restore_arguments,
        with_django=False,
    ),
    "export": Verb("làm các tệp xuất số liệu đang chờ; tiến trình nền tự gọi lệnh này", _export),
    "figures": Verb(
        "tính số liệu công bằng và cảnh báo sớm; tiến trình nền tự gọi lệnh này",
        _figures,
        _figures_arguments,
    ),
    "release": Verb("công bố kết quả các kỳ đã khép; tiến trình nền tự gọi lệnh này", _release),
    "drill": Verb("phục hồi thử bản sao lưu mới nhất vào thư mục tạm", _drill),
    "bench": Verb(
        "đo tốc độ trên máy này, trong một thư mục tạm",
        _bench,
        bench_arguments,
        with_django=False,
    ),
    "keys": Verb("xem, lập, đổi khóa ký của sổ công khai", _keys, _keys_arguments),
    "witness": Verb(
        "máy chứng kiến: ký cùng mốc của sổ nếu nối tiếp mốc trước",
        _witness,
        _witness_arguments,
        with_django=False,
    ),
    "audit": Verb(
        "kiểm toán: tính lại mọi cam kết và số liệu từ gói mở sổ",
        _audit,
        _audit_arguments,
        with_django=False,
    ),
    "canary": Verb(
        "lượt đánh giá thử của Mặt trận Tổ quốc: gửi, ghi, hỏi, in mã",
        _canary,
        _canary_arguments,
        with_django=False,
    ),
    "reference": Verb("viết lại các trang tra cứu làm từ mã nguồn", _reference),
}

if __name__ == "__main__":
    sys.exit(main())
