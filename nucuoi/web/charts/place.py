"""Places in a drawing: per cents of its width, so that a chart fits any screen and its text stays 12 px."""


def at(part: float) -> str:
    """A part of the width (0 to 1) as an SVG length: 0.125 is 12.5%."""
    return f"{part * 100:.2f}".rstrip("0").rstrip(".") + "%"
