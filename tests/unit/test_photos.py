"""Photos for the tablets: what is kept of an uploaded picture."""

from io import BytesIO

import pytest
from PIL import Image

from nucuoi.kiosk.rules import photos
from tests.photos_to_upload import picture

PLACE = "Bac Giang, 21.2731 N"
TURNED = 6
"""EXIF: the camera was held upright, the picture lies on its side."""


def read(content: bytes) -> Image.Image:
    """The thumbnail of it."""
    return Image.open(BytesIO(photos.thumbnail(content)))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("size", [(3000, 1200), (400, 900), (40, 40)])
def test_every_picture_becomes_small_and_square(kind: str, size: tuple[int, int]) -> None:
    """Whatever came: WebP of one size, light enough to travel with the settings of a tablet."""
    thumbnail = read(picture(kind, size))

    assert (thumbnail.format, thumbnail.size) == ("WEBP", (photos.SIDE, photos.SIDE))
    assert len(photos.thumbnail(picture(kind, size))) < 20_000


def test_what_the_camera_wrote_beside_it_is_gone() -> None:
    """Place and time are not in the bytes; the picture stands upright all the same."""
    exif = Image.Exif()
    exif[0x0112] = TURNED
    exif[0x010E] = PLACE
    sent = picture("JPEG", (800, 600), exif=exif)
    assert PLACE.encode() in sent
    kept = photos.thumbnail(sent)

    assert PLACE.encode() not in kept
    assert not {"exif", "xmp", "icc_profile", "comment"} & set(read(sent).info)
    above, below = (read(sent).getpixel((96, y)) for y in (20, 170))
    assert isinstance(above, tuple)
    assert isinstance(below, tuple)
    assert above[0] > 200 > 60 > above[2], "its left half stands on top"
    assert below[2] > 200 > 60 > below[0]


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a" + bytes(40), b"<svg xmlns='http://www.w3.org/2000/svg'/>", bytes(5000)],
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    """Other formats too: nothing is guessed."""
    with pytest.raises(ValueError, match="no picture"):
        photos.thumbnail(content)


def test_a_picture_that_breaks_off_is_refused() -> None:
    """Half an upload is no photo."""
    whole = picture("PNG", (900, 900))

    with pytest.raises(ValueError, match="no picture"):
        photos.thumbnail(whole[: len(whole) // 2])


def test_a_bomb_is_not_unpacked() -> None:
    """A small file of very many pixels is refused by its head."""
    bomb = picture("PNG", (6000, 5000))
    assert len(bomb) < 200_000

    with pytest.raises(ValueError, match="pixels"):
        photos.thumbnail(bomb)
