"""Pictures to upload."""

from io import BytesIO

from PIL import Image, ImageDraw


def picture(kind: str, size: tuple[int, int], **options: object) -> bytes:
    """Red on the left half, blue on the right, in a format as Pillow names it."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def portrait() -> bytes:
    """A drawn person, as nobody's photo may stand in the handbook."""
    image = Image.new("RGB", (600, 800), "#E6DDC8")
    pen = ImageDraw.Draw(image)
    pen.ellipse((190, 110, 410, 400), fill="#2A1E19")
    pen.ellipse((90, 470, 510, 1100), fill="#0B6259")
    pen.rectangle((260, 380, 340, 500), fill="#D9A27E")
    pen.ellipse((210, 150, 390, 420), fill="#E8B592")
    pen.pieslice((200, 120, 400, 320), 180, 360, fill="#2A1E19")
    written = BytesIO()
    image.save(written, "PNG")
    return written.getvalue()
