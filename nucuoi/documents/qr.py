"""QR codes as drawings: for printed pages, and inside a page on screen."""

from io import BytesIO

import segno

QUIET_ZONE = 4
"""Modules of white around the code, as ISO/IEC 18004 asks for."""
INK = "#16302E"


def drawing(address: str) -> str:
    """The QR code of an address as SVG, its quiet zone included; a quarter of it may be lost."""
    picture = BytesIO()
    _code(address).save(
        picture, kind="svg", border=QUIET_ZONE, dark=INK, light="#FFFFFF", xmldecl=False
    )
    return picture.getvalue().decode()


def inline(address: str) -> str:
    """The same for a page: dark on nothing; size and white ground come from the page's style."""
    picture: str = _code(address).svg_inline(
        border=QUIET_ZONE, omitsize=True, svgclass="qr", lineclass="qr-line", dark=INK
    )
    return picture


def _code(address: str) -> segno.QRCode:
    return segno.make(address, error="q", micro=False)
