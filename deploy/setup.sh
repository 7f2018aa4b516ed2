# Functions shared by ./run and ./test: find Python, make .venv, install locked requirements.
# Sourced, never run; needs ROOT, the root of the repository.

# Says one Vietnamese and one English line.
say_both() {
    printf '%s\n%s\n' "$1" "$2" >&2
}

fail() {
    say_both "$1" "$2"
    exit 2
}

is_root() {
    [[ "$(id -u)" == 0 ]]
}

# Installs Debian packages when root; returns 1 when that is not possible.
install_debian() {
    is_root && command -v apt-get >/dev/null || return 1
    local options=(-o DPkg::Lock::Timeout=600 -qq)
    export DEBIAN_FRONTEND=noninteractive
    apt-get "${options[@]}" install -y --no-install-recommends "$@" >/dev/null 2>&1 && return 0
    apt-get "${options[@]}" update >/dev/null 2>&1 || true
    apt-get "${options[@]}" install -y --no-install-recommends "$@" >&2
}

# Prints the first Python that is 3.11 or later.
find_python() {
    local candidate
    for candidate in python3 python3.13 python3.12 python3.11 python3.14; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return 0
        fi
    done
    return 1
}

# Makes .venv unless a working one is there; one that somebody else made is kept as it is.
make_environment() {
    local made="$ROOT/.venv/.made" python
    if environment_works; then
        [[ -f "$made" && "$(<"$made")" == "$ROOT" ]] || link_package
        return 0
    fi
    python="$(find_python)" || fail \
        "Cần Python 3.11 trở lên. Cài gói python3 và python3-venv của hệ điều hành rồi chạy lại." \
        "Python 3.11 or later is needed. Install your system's python3 and python3-venv, then run again."
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        local version
        version="$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
        say_both "Thiếu gói hệ thống $version (python3-venv)." "The system package $version (python3-venv) is missing."
        install_debian "$version" || install_debian python3-venv || fail \
            "Cài bằng quyền quản trị: apt-get install $version, rồi chạy lại." \
            "Install it as root: apt-get install $version, then run again."
    fi
    echo "Đang tạo môi trường Python (.venv) …" >&2
    rm -rf "$ROOT/.venv"
    "$python" -m venv "$ROOT/.venv"
    link_package
}

# Whether the Python of .venv is there, new enough and has pip.
environment_works() {
    "$ROOT/.venv/bin/python" - 2>/dev/null <<'PYTHON'
import importlib.util
import sys

sys.exit(sys.version_info < (3, 11) or importlib.util.find_spec("pip") is None)
PYTHON
}

# Makes the package and its command `nucuoi` available in .venv, straight from this folder.
link_package() {
    "$ROOT/.venv/bin/python" - "$ROOT" <<'PYTHON'
import sys
import sysconfig
from pathlib import Path

root = Path(sys.argv[1])
(Path(sysconfig.get_path("purelib")) / "nucuoi.pth").write_text(f"{root}\n")
command = root / ".venv/bin/nucuoi"
command.write_text(f"#!{sys.executable}\nimport sys\nfrom nucuoi.cli import main\nsys.exit(main())\n")
command.chmod(0o755)
PYTHON
    echo "$ROOT" >"$ROOT/.venv/.made"
}

# install_requirements NAME [WHEELS]: brings .venv to requirements/NAME.txt; nothing to do is fast.
install_requirements() {
    local file="$ROOT/requirements/$1.txt" wheels="${2:-}" stamp="$ROOT/.venv/.$1-requirements" state
    state="$(sha256sum "$file" | cut -d' ' -f1)"
    [[ -f "$stamp" && "$(<"$stamp")" == "$state" ]] && return 0
    echo "Đang cài các gói trong requirements/$1.txt …" >&2
    local options=(--quiet --quiet --disable-pip-version-check --no-input --require-hashes)
    if [[ -n "$wheels" ]]; then
        [[ -d "$wheels" ]] || fail "Không có thư mục $wheels." "There is no folder $wheels."
        options+=(--isolated --no-index --find-links "$wheels")
    else
        # The installer that Python 3.11 brings takes twice as long; it will do where this fails.
        "$ROOT/.venv/bin/python" -m pip install "${options[@]}" -r "$ROOT/requirements/pip.txt" 2>/dev/null || true
    fi
    if ! "$ROOT/.venv/bin/python" -m pip install "${options[@]}" -r "$file"; then
        fail \
            "Không cài được các gói. Kiểm tra mạng, hoặc trên máy có mạng tải sẵn rồi chạy: ./run --wheels THƯ_MỤC (xem deploy/README.md)." \
            "The packages could not be installed. Check the network, or fetch them elsewhere and run: ./run --wheels DIR (see deploy/README.md)."
    fi
    echo "$state" >"$stamp"
}
