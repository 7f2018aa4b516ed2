"""The first thing a process does that makes rows for `bench.mass`; it must import no rooms."""

import gc

import django


def begin() -> None:
    """Sets Django up; rows are all the process keeps, so there is nothing to collect among them."""
    django.setup()
    gc.disable()
