"""What everything is compared with: the same server decodes the same JSON and does nothing."""

import msgspec

from nucuoi.web.rsgi import Exchange, Scope

SERVED = ("nucuoi.bench.serving", "nucuoi.bench.nothing:application")
_DONE = b'{"status":"accepted"}'
_HEADERS = [("Content-Type", "application/json")]
_decode = msgspec.json.Decoder().decode


async def application(scope: Scope, exchange: Exchange) -> None:
    """Reads the body, decodes it, and says that all is well."""
    _decode(await exchange())
    exchange.response_bytes(201, _HEADERS, _DONE)
