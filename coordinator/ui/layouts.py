"""What a scanner set to US meant when the computer's keyboard layout is Greek or Cyrillic."""

from __future__ import annotations

from coordinator.domain import badge

_QWERTY = "qwertyuiopasdfghjklzxcvbnm"
_GREEK = ";ςερτυθιοπασδφγηξκλζχψωβνμ"
_RUSSIAN = "йцукенгшщзфывапролдячсмить"
_TABLES = tuple(
    str.maketrans(layout + layout.upper(), (_QWERTY + _QWERTY.upper()) if len(layout) == len(layout.upper()) else "")
    for layout in (_GREEK, _RUSSIAN)
)


def as_badge(text: str, tag: str) -> str:
    """Return the text as it is, or as the US layout would have written it where only that reads as a badge."""
    if not isinstance(badge.read(text, tag), badge.Words):
        return text
    for table in _TABLES:
        meant = text.translate(table)
        if isinstance(badge.read(meant, tag), badge.Token):
            return meant
    return text
