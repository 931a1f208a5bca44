"""Fonts and the type scale: Inter for text and for figures that tick, Inter Display for large words.

The figures of Inter Display have no equal width in the cut that is shipped, so clocks and counts are set in Inter.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from coordinator.assets import folder


@dataclass(frozen=True, slots=True)
class Role:
    """One place in the type scale: size in pixels at 100 %, weight, and whether the display cut is meant."""

    size: float
    weight: int = 400
    display: bool = False
    spacing: float = 0.0


SCALE = {
    "micro": Role(11, 600),
    "kicker": Role(13, 700, spacing=1.0),
    "small": Role(12),
    "small_strong": Role(12, 600),
    "nav": Role(12, 600),
    "body": Role(13),
    "body_medium": Role(13, 500),
    "body_strong": Role(13, 600),
    "section": Role(14, 600),
    "row": Role(14, 500),
    "row_strong": Role(14, 600),
    "lead": Role(15, 500),
    "lead_strong": Role(16, 600),
    "page": Role(18, 700, display=True),
    "title": Role(20, 700, display=True),
    "field": Role(20),
    "kpi": Role(22, 700),
    "clock": Role(28, 700),
    "clock_side": Role(22, 500),
    "name": Role(42, 700, display=True),
    "table": Role(52, 700, display=True),
}
_WEIGHTS = {
    400: QFont.Weight.Normal,
    500: QFont.Weight.Medium,
    600: QFont.Weight.DemiBold,
    700: QFont.Weight.Bold,
}
_zoom = [100]


@cache
def load_fonts() -> tuple[str, ...]:
    """Load every font that travels with the program; return the families found."""
    families: list[str] = []
    for file in sorted(folder("resources").joinpath("fonts").glob("Inter*.otf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families.extend(QFontDatabase.applicationFontFamilies(number) if number >= 0 else ())
    return tuple(dict.fromkeys(families))


def set_zoom(percent: int) -> None:
    """Scale every font given out from now on."""
    _zoom[0] = percent


def font(role: str, weight: int | None = None, size: float | None = None) -> QFont:
    """Return the font of a role of the type scale, at the present zoom, with figures of equal width."""
    return QFont(_font(role, weight, size, _zoom[0]))


@lru_cache(maxsize=256)
def _font(role: str, weight: int | None, size: float | None, percent: int) -> QFont:
    load_fonts()
    place = SCALE[role]
    result = QFont("Inter Display" if place.display else "Inter")
    result.setPixelSize(max(1, round((size or place.size) * percent / 100)))
    result.setWeight(_WEIGHTS[weight or place.weight])
    result.setFeature(QFont.Tag("tnum"), 1)
    if place.spacing:
        result.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, place.spacing * percent / 100)
    elif place.size >= 22:
        result.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98.5 if place.display else 97.0)
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return result
