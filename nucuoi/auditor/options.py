"""What may stand behind the commands of the auditor; apart, so that reading a command line loads nothing else."""

import argparse
from pathlib import Path


def add_audit_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind `nucuoi audit`."""
    parser.add_argument("bundle", nargs="?", type=Path, metavar="FILE", help="gói mở sổ")
    parser.add_argument("--init", action="store_true", help="lập khóa kiểm toán và in dòng khóa")
    parser.add_argument(
        "--state", type=Path, default=Path("audit"), metavar="DIR", help="thư mục khóa"
    )
    parser.add_argument("--log", metavar="LOG", help="sổ: https://…/log/<tên>, hoặc thư mục")
    parser.add_argument(
        "--keys", type=Path, metavar="FILE", help="tệp khóa công khai (tlog-policy)"
    )
    parser.add_argument(
        "--witness", type=Path, metavar="DIR", help="thư mục của máy chứng kiến mình"
    )
    parser.add_argument("--report", type=Path, metavar="FILE", help="ghi báo cáo vào tệp này")
    parser.add_argument("--canaries", type=Path, metavar="FILE", help="danh sách lượt thử")
    parser.add_argument("--site", metavar="URL", help="trang Nụ Cười, để hỏi các lượt thử")
    parser.add_argument(
        "--confirmed", type=Path, metavar="FILE", help="danh sách lượt Mặt trận đã xác nhận loại"
    )


def add_canary_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind `nucuoi canary`."""
    parser.add_argument(
        "--list", type=Path, default=Path("canaries"), metavar="FILE", help="danh sách"
    )
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--cast", nargs=2, metavar=("COUNTER", "SCORE"), help="gửi một lượt thử")
    way.add_argument(
        "--note", nargs=3, metavar=("CODE", "COUNTER", "SCORE"), help="ghi lượt thử đã làm bằng tay"
    )
    way.add_argument("--check", action="store_true", help="hỏi từng lượt đã vào sổ chưa")
    way.add_argument("--codes", action="store_true", help="in các mã, để loại ở trang Giám sát")
    parser.add_argument("--site", metavar="URL", help="trang Nụ Cười")
