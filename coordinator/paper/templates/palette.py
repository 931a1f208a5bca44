"""The colours that a template may name; some stand for what the event chose, some for what a printer can."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from reportlab.lib.colors import Color, HexColor

from coordinator.paper import style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coordinator.domain.look import EventLook

_FIXED: Mapping[str, Color] = {
    "ink": style.INK,
    "ink2": style.INK_2,
    "ink3": style.INK_3,
    "white": style.WHITE,
    "hairline": style.HAIRLINE,
    "quiet": style.QUIET_FILL,
    "cut": style.CUT,
    "moved": style.MOVED,
    "moved_soft": style.MOVED_FILL,
    "new": style.NEW,
    "gone": style.GONE,
    "gone_soft": style.GONE_FILL,
}
_ASKED = ("accent", "on_accent", "side", "on_side", "side_text", "side_soft")
NAMES = frozenset(_FIXED) | frozenset(_ASKED)

_LIGHT = 0.36
"""Above this luminance dark letters are read better than white ones; white on it would have a contrast under 2.6."""

_DARK_ENOUGH = 0.18
"""Below this luminance a colour can be read as text on white: contrast at least 4.5."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one record: those everybody has, and those of its role or side."""

    look: EventLook
    mono: bool = False

    def of(self, name: str, role: str, side: str) -> Color:
        """Return a colour by its name; on a printer without colours everything is black or white."""
        if self.mono:
            return _mono(name)
        if name in _FIXED:
            return _FIXED[name]
        return _asked(name, self.look.accent if name.endswith("accent") else self.look.colour(role, side))


def _mono(name: str) -> Color:
    light = ("white", "on_side", "on_accent", "quiet", "side_soft", "moved_soft", "gone_soft")
    return style.WHITE if name in light else style.BLACK


@lru_cache(maxsize=256)
def _asked(name: str, chosen: str) -> Color:
    own = HexColor(chosen) if chosen else style.INK_2
    match name:
        case "on_side" | "on_accent":
            return style.INK if luminance(own) > _LIGHT else style.WHITE
        case "side_text":
            return own if luminance(own) <= _DARK_ENOUGH else style.INK
        case "side_soft":
            return Color(*(1 - (1 - part) * 0.12 for part in own.rgb()))
        case _:
            return own


def luminance(colour: Color) -> float:
    """Return the relative luminance of a colour, 0 for black and 1 for white (WCAG 2.2)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.rgb()]
    return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
