"""The QR code of a counter, as it stands on its poster."""

import segno


def rating_path(code: str) -> str:
    """Where citizens rate a counter, below the installation's own address."""
    return f"/q/{code}"


def qr_picture(address: str) -> str:
    """A QR code as SVG for a page: dark on nothing, four modules of quiet zone, a quarter may be lost.

    It brings no size of its own and no style; the page gives it a white ground.
    """
    picture: str = segno.make(address, error="q", micro=False).svg_inline(
        border=4, omitsize=True, svgclass="qr", lineclass="qr-line", dark="#16302E"
    )
    return picture
