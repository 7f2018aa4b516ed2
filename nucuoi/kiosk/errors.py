"""Why a call of this room is not done."""

from nucuoi.foundation.errors import Refused


class NotYet(Refused):
    """The call is agreed and opens with the next version."""

    status = 501
