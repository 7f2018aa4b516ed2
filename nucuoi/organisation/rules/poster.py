"""What stands on the poster of a counter."""

from nucuoi.documents.posters import Poster


def rating_path(code: str) -> str:
    """Where citizens rate a counter, below the installation's own address."""
    return f"/q/{code}"


def scanned(base_url: str, code: str) -> str:
    """What the QR code of a counter holds: its page, which thus knows by which door one came."""
    return f"{base_url}{rating_path(code)}?channel=qr"


def poster(
    *,
    base_url: str,
    point: str,
    place: str,
    number: int,
    about: str,
    code: str,
    message_to: str = "",
) -> Poster:
    """The poster of a counter.

    Args:
        base_url: Address of the installation.
        point: Name of the service point.
        place: Where that is; may be empty.
        number: Of the counter.
        about: Its fields, or its name.
        code: Of the counter.
        message_to: Number that takes messages; empty = none does.
    """
    _, _, typed = base_url.partition("://")
    return Poster(
        point=point,
        place=place,
        counter=f"Quầy {number} · {about}",
        code=code,
        address=f"{typed}{rating_path(code)}",
        link=scanned(base_url, code),
        message=f"NC {code} 5" if message_to else "",
        message_to=message_to,
    )
