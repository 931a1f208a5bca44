"""Colours and kinds of text that all paper shares; the palette is that of the screens in daylight."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportlab.lib.colors import Color, HexColor

from coordinator.paper.text.fonts import Font

INK = HexColor("#10161F")
INK_2 = HexColor("#3F4A59")
INK_3 = HexColor("#5B6675")
WHITE = HexColor("#FFFFFF")
HAIRLINE = HexColor("#DFE4EB")
CUT = HexColor("#8791A0")
QUIET_FILL = HexColor("#F1F4F8")
MOVED = HexColor("#5A3DBD")
MOVED_FILL = HexColor("#ECE7FC")
MOVED_BAR = HexColor("#7C5CE0")
NEW = HexColor("#0A7551")
GONE = HexColor("#B0221B")
GONE_FILL = HexColor("#FDE5E1")
BLACK = HexColor("#000000")


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set: font, nominal and smallest size in points, colour, number of lines, and what it says."""

    size: float
    font: Font = Font.REGULAR
    colour: Color = INK
    least: float = 0.0
    lines: int = 1
    field: str = ""

    def in_colour(self, colour: Color) -> Type:
        """Return the same type in another colour."""
        return replace(self, colour=colour)
