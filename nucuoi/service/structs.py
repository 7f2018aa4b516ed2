"""What messages may hold, worked out before threads read them."""

from contextlib import suppress

from msgspec import Struct
from msgspec.json import Decoder


def work_out(base: type[Struct] = Struct) -> None:
    """Works out what the fields of every kind of message that is loaded may hold.

    msgspec does so when a kind is read for the first time. Of two threads that are the first at the
    same moment one takes for whole what the other has worked out by half, and the process ends
    (msgspec 0.22, SIGSEGV). Kinds of which nothing can be read are passed over.
    """
    for struct in base.__subclasses__():
        with suppress(TypeError):
            Decoder(struct)
        work_out(struct)
