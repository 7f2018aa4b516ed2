"""A photo as tablets may show it: small, square, drawn anew."""

from io import BytesIO

from PIL import Image, ImageOps

SIDE = 192
"""Width and height in pixels."""
MOST_BYTES = 8_000_000
MOST_PIXELS = 25_000_000
_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITY = 80
_A_LITTLE_ABOVE_THE_MIDDLE = (0.5, 0.4)
"""Where a tall or wide picture is cut: faces stand there."""


def thumbnail(content: bytes) -> bytes:
    """Draws an uploaded picture anew: upright, square, `SIDE` wide, as WebP, with nothing else in it.

    What cameras write beside the picture (place, time, device) is gone; so is anything hidden in
    the file, as only what can be seen is drawn.

    Raises:
        ValueError: If it is no JPEG, PNG or WebP picture, or one of more than `MOST_PIXELS`.
    """
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValueError("too many pixels")
            picture.draft("RGB", (2 * SIDE, 2 * SIDE))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, SyntaxError, Image.DecompressionBombError) as fault:
        raise ValueError("no picture that can be read") from fault
    square = ImageOps.fit(upright, (SIDE, SIDE), centering=_A_LITTLE_ABOVE_THE_MIDDLE)
    fresh, drawn = Image.frombytes("RGB", square.size, square.tobytes()), BytesIO()
    fresh.save(drawn, "WEBP", quality=_QUALITY)
    return drawn.getvalue()
