"""How the program looks: colours, fonts, icons and lengths, in one place."""

from __future__ import annotations

from coordinator.ui.look.icons import icon, icon_names, paint_icon, qicon
from coordinator.ui.look.lettering import font, load_fonts
from coordinator.ui.look.paint import (
    CENTER,
    LEFT,
    RIGHT,
    focus_ring,
    rounded,
    shadow,
    smooth,
    text,
    text_lines,
    width_of,
    wrapped,
)
from coordinator.ui.look.theme import (
    ZOOM_STEPS,
    Restyled,
    apply,
    colour,
    follow,
    mode,
    next_zoom,
    palette,
    px,
    tokens,
    zoom,
)
from coordinator.ui.look.tokens import DARK, LIGHT, Mode, PanelColours, Tokens, Tone, ToneColours, contrast

__all__ = [
    "CENTER",
    "DARK",
    "LEFT",
    "LIGHT",
    "RIGHT",
    "ZOOM_STEPS",
    "Mode",
    "PanelColours",
    "Restyled",
    "Tokens",
    "Tone",
    "ToneColours",
    "apply",
    "colour",
    "contrast",
    "focus_ring",
    "follow",
    "font",
    "icon",
    "icon_names",
    "load_fonts",
    "mode",
    "next_zoom",
    "paint_icon",
    "palette",
    "px",
    "qicon",
    "rounded",
    "shadow",
    "smooth",
    "text",
    "text_lines",
    "tokens",
    "width_of",
    "wrapped",
    "zoom",
]
