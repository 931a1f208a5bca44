"""Colours of the program, light and dark, as values with names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """Which of the two themes is wanted; AUTO follows the system where it says so."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


class Tone(StrEnum):
    """What a coloured mark means; colour never says it alone."""

    OK = "ok"
    WAIT = "wait"
    BAD = "bad"
    MOVED = "moved"
    ACCENT = "accent"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class ToneColours:
    """The colours of one tone: words and icons, soft fill behind them, solid bar."""

    text: str
    soft: str
    bar: str


@dataclass(frozen=True, slots=True)
class PanelColours:
    """A result panel: its fill from left to right, what is written on it, and the box inside it."""

    start: str
    end: str
    ink: str
    box: str
    box_line: str
    track: str
    progress: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """All colours of one theme."""

    dark: bool
    bg: str
    surface: str
    surface2: str
    border: str
    border_strong: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_soft: str
    on_accent: str
    ok: ToneColours
    wait: ToneColours
    bad: ToneColours
    moved: ToneColours
    rail: str
    rail_text: str
    rail_active: str
    rail_text_active: str
    badge: str
    panel_ok: PanelColours
    panel_again: PanelColours
    panel_no: PanelColours

    def tone(self, tone: Tone) -> ToneColours:
        """Return the colours of a tone."""
        match tone:
            case Tone.OK:
                return self.ok
            case Tone.WAIT:
                return self.wait
            case Tone.BAD:
                return self.bad
            case Tone.MOVED:
                return self.moved
            case Tone.ACCENT:
                return ToneColours(self.accent, self.accent_soft, self.accent)
            case Tone.NEUTRAL:
                return ToneColours(self.text2, self.surface2, self.border_strong)


_PANEL_OK = PanelColours("#0A7551", "#086445", "#FFFFFF", "#22FFFFFF", "#4DFFFFFF", "#66FFFFFF", "#D3F5E6")
_PANEL_AGAIN = PanelColours("#FFC53D", "#EFB52F", "#1F1400", "#241F1400", "#471F1400", "#471F1400", "#2B1D00")
_PANEL_NO = PanelColours("#B0221B", "#981B15", "#FFFFFF", "#22FFFFFF", "#4DFFFFFF", "#40FFFFFF", "#FBDAD6")

LIGHT = Tokens(
    dark=False,
    bg="#F4F6F9",
    surface="#FFFFFF",
    surface2="#F1F4F8",
    border="#DFE4EB",
    border_strong="#8791A0",
    text="#10161F",
    text2="#3F4A59",
    text3="#5B6675",
    accent="#1F55D6",
    accent_soft="#E6EEFF",
    on_accent="#FFFFFF",
    ok=ToneColours("#0A7551", "#DFF4EA", "#0E936A"),
    wait=ToneColours("#7E4A00", "#FFF0CC", "#BF7A00"),
    bad=ToneColours("#B0221B", "#FDE5E1", "#C42E1E"),
    moved=ToneColours("#5A3DBD", "#ECE7FC", "#7C5CE0"),
    rail="#0E1726",
    rail_text="#A9B6C9",
    rail_active="#1D2C47",
    rail_text_active="#FFFFFF",
    badge="#E5484D",
    panel_ok=_PANEL_OK,
    panel_again=_PANEL_AGAIN,
    panel_no=_PANEL_NO,
)

DARK = Tokens(
    dark=True,
    bg="#0C1016",
    surface="#151B23",
    surface2="#1B232D",
    border="#28323E",
    border_strong="#6D7B8C",
    text="#F2F5F9",
    text2="#BCC7D4",
    text3="#94A1B1",
    accent="#82A8FF",
    accent_soft="#1A2B52",
    on_accent="#08112A",
    ok=ToneColours("#4FD8A2", "#0F3026", "#1FB57F"),
    wait=ToneColours("#FFCB5C", "#382B0C", "#E0A008"),
    bad=ToneColours("#FF8A7A", "#421B18", "#CF3B29"),
    moved=ToneColours("#BBA6FF", "#2A2148", "#8B6CF0"),
    rail="#080B10",
    rail_text="#8C9AAD",
    rail_active="#1D2733",
    rail_text_active="#FFFFFF",
    badge="#E5484D",
    panel_ok=_PANEL_OK,
    panel_again=_PANEL_AGAIN,
    panel_no=_PANEL_NO,
)


def luminance(colour: str) -> float:
    """Return the relative luminance of an opaque colour, as WCAG defines it."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast of two opaque colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
