"""A request of the server's RSGI interface as WSGI's `environ` (PEP 3333)."""

import sys
from typing import IO, Any

from nucuoi.web.rsgi import Scope, peer

_NOT_PREFIXED = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}


def environ_of(scope: Scope, body: IO[bytes], length: int) -> dict[str, Any]:
    """All that an application may ask of the request.

    Args:
        length: Bytes of the body; 0 = none.
    """
    host, _, port = scope.server.rpartition(":")
    return {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host.strip("[]"),
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": peer(scope),
        **_headers(scope),
        "CONTENT_LENGTH": str(length) if length else "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }


def _headers(scope: Scope) -> dict[str, str]:
    """Headers by WSGI's names; one with an underscore could pass for another and is left out."""
    found: dict[str, str] = {}
    for name, value in scope.headers.items():
        if "_" in name:
            continue
        key = _NOT_PREFIXED.get(name) or f"HTTP_{name.upper().replace('-', '_')}"
        between = "; " if name == "cookie" else ", "
        found[key] = f"{found[key]}{between}{value}" if key in found else value
    if scope.authority:
        found["HTTP_HOST"] = scope.authority
    return found
