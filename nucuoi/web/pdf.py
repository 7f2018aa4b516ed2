"""A PDF as the answer of a page."""

from django.http import HttpResponse


def pdf_file(content: bytes, name: str) -> HttpResponse:
    """Kept by the browser under `name`, which says what it is without its end."""
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}.pdf"'},
    )
