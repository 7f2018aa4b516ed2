"""By which address a rating page was opened: a counter's, or that of an invitation."""

from dataclasses import dataclass

from django.urls import reverse

from nucuoi.ratings.queries.places import Place
from nucuoi.ratings.queries.tickets import Invitation


@dataclass(frozen=True, slots=True)
class Door:
    """The counter that is rated, and the invitation that leads to it.

    Attributes:
        ticket: The invitation's code as it stands in the address; empty = none.
        invitation: What it is about; None = none.
    """

    place: Place
    ticket: str = ""
    invitation: Invitation | None = None

    @property
    def page(self) -> str:
        """The address of the page."""
        return self._address("ratings:invitation", "ratings:rate")

    @property
    def sending(self) -> str:
        """Where its form goes."""
        return self._address("ratings:send_invited", "ratings:send")

    @property
    def known(self) -> bool:
        """Whether the invitation says anything of the visit beyond its counter."""
        about = self.invitation
        return about is not None and bool(about.procedure or about.field or about.late)

    @property
    def asks_field(self) -> bool:
        """Whether the person is asked what she came for: not when the invitation says it."""
        return not (self.invitation and self.invitation.field)

    @property
    def late(self) -> bool:
        """Whether the dossier was late, so that she is asked about an apology."""
        return self.invitation is not None and self.invitation.late

    def _address(self, invited: str, plain: str) -> str:
        if self.ticket:
            return reverse(invited, args=(self.ticket,))
        return reverse(plain, args=(self.place.code,))
