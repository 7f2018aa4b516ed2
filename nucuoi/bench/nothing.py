"""What everything is compared with: the same server decodes the same JSON and does nothing."""

import argparse

import msgspec

from nucuoi.web.rsgi import Exchange, Scope

_DONE = b'{"status":"accepted"}'
_HEADERS = [("Content-Type", "application/json")]
_decode = msgspec.json.Decoder().decode


async def application(scope: Scope, exchange: Exchange) -> None:
    """Reads the body, decodes it, and says that all is well."""
    _decode(await exchange())
    exchange.response_bytes(201, _HEADERS, _DONE)


def main() -> None:
    """Serves it as `nucuoi serve` serves the product."""
    from nucuoi.service.server import serve

    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    serve("127.0.0.1", parser.parse_args().port, application="nucuoi.bench.nothing:application")


if __name__ == "__main__":
    main()
