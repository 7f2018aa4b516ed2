"""`/log/`: the public log as a page for people and as C2SP tlog-tiles for programs."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from nucuoi.foundation.errors import Invalid
from nucuoi.ledger import publishing, queries, standstill
from nucuoi.oversight import cosigning
from nucuoi.oversight import queries as oversight
from nucuoi.tlog.errors import Malformed, MissingTile, TlogError
from nucuoi.tlog.tile_folder import CHECKPOINT
from nucuoi.tlog.tiles import Tile

FOR_EVER = "public, max-age=31536000, immutable"
SHORTLY = "public, max-age=5"


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """What the log is, how far it is, with which keys it is checked, and how."""
    context = {
        "log": queries.log(),
        "earlier": queries.logs()[1:],
        "keys": queries.log_keys(),
        "last": queries.last_checkpoint(),
        "witnessed": queries.last_witnessed(),
        "stopped": standstill.sentence(),
    }
    return render(request, "portal/log.html", context)


@require_safe
def checkpoint(request: HttpRequest, name: str) -> HttpResponse:
    """The newest signed checkpoint with its cosignatures."""
    try:
        content = (publishing.folder_of(name).folder / CHECKPOINT).read_bytes()
    except FileNotFoundError:
        raise Http404 from None
    return _static(content, "text/plain; charset=utf-8", SHORTLY)


@require_safe
def tile(request: HttpRequest, name: str, path: str) -> HttpResponse:
    """A tile or entry bundle; it never changes under its name."""
    try:
        content = publishing.folder_of(name).read(Tile.parse(f"tile/{path}"))
    except (Malformed, MissingTile):
        raise Http404 from None
    return _static(content, "application/octet-stream", FOR_EVER)


@require_safe
def policy(request: HttpRequest, name: str) -> HttpResponse:
    """The public keys of the log and its witnesses, as C2SP tlog-policy."""
    if name not in {row.name for row in queries.logs()}:
        raise Http404
    return _static(
        oversight.policy(settings.BASE_URL).encode(), "text/plain; charset=utf-8", SHORTLY
    )


@csrf_exempt
@require_POST
def cosignatures(request: HttpRequest, name: str) -> HttpResponse:
    """Takes a checkpoint of ours that a witness, which fetched it by itself, has cosigned.

    It needs no account: what is taken is a signature of a key that the Front has named.

    Raises:
        Invalid: If it is no such checkpoint, or a signature does not hold.
    """
    try:
        taken = cosigning.take(request.body)
    except TlogError:
        raise Invalid("Đây không phải mốc của sổ có chữ ký đúng của máy chứng kiến.") from None
    return HttpResponse(f"{taken}\n", content_type="text/plain; charset=utf-8")


def _static(content: bytes, content_type: str, cached: str) -> HttpResponse:
    """Anybody's page may read it: the log is public, and a checker is best served from elsewhere."""
    response = HttpResponse(content, content_type=content_type)
    response["Cache-Control"] = cached
    response["Access-Control-Allow-Origin"] = "*"
    return response
