"""What an action refuses is said at the field of the form it came from."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.forms import BaseForm

from nucuoi.foundation.errors import Conflict, Invalid


@contextmanager
def refusals_on(form: BaseForm) -> Iterator[None]:
    """Turns `Invalid` and `Conflict` of an action into errors of the form, which is then not valid.

    A sentence for a field the form does not have, or for none, stands above the form. Other
    refusals (not found, gone, forbidden) go on to the error page.
    """
    try:
        yield
    except (Invalid, Conflict) as error:
        named = {name: text for name, text in error.fields.items() if name in form.fields}
        for name, text in named.items():
            form.add_error(name, text)
        if not named:
            form.add_error(None, error.message)
