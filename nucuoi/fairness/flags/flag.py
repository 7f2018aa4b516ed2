"""What a rule says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flag:
    """Something a person should look at.

    Attributes:
        rule: `F1` to `F13`.
        device: The device; for F11 the official.
        day: Day number; None = the whole span.
        value: What was seen, in the rule's own unit.
        threshold: From where the rule speaks.
    """

    rule: str
    device: str
    day: int | None
    value: float
    threshold: float
