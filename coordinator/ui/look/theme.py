"""The look in force: theme, zoom, and telling everything that wears it when it changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QToolTip

from coordinator.ui.look.lettering import font, load_fonts, set_zoom
from coordinator.ui.look.tokens import DARK, LIGHT, Mode, Tokens

ZOOM_STEPS = (80, 90, 100, 110, 125, 150)


class Restyled(Protocol):
    """Something that measures itself by the look and must do so again when it changes."""

    def restyle(self) -> None:
        """Take colours, fonts and lengths from the look once more."""


@dataclass(slots=True)
class _Look:
    mode: Mode = Mode.LIGHT
    zoom: int = 100
    tokens: Tokens = LIGHT
    watches_system: bool = False


_look = _Look()
_followers: WeakSet[QObject] = WeakSet()


def tokens() -> Tokens:
    """Return the colours in force."""
    return _look.tokens


def mode() -> Mode:
    """Return the theme that was asked for."""
    return _look.mode


def zoom() -> int:
    """Return the zoom in per cent."""
    return _look.zoom


def px(length: float) -> int:
    """Return a length of the design in pixels at the present zoom."""
    return round(length * _look.zoom / 100)


def colour(name: str) -> QColor:
    """Return a colour: a token's name such as `text2`, a tone's part such as `ok.soft`, or a hex value."""
    if name.startswith("#"):
        return QColor(name)
    head, _, part = name.partition(".")
    value = getattr(_look.tokens, head)
    if isinstance(value, str):
        return QColor(value)
    return QColor(getattr(value, part or "text"))


def follow(follower: QObject) -> None:
    """Call the follower's `restyle` whenever the look changes, as long as it lives."""
    _followers.add(follower)


def apply(app: QApplication, wanted: Mode | None = None, zoom_percent: int | None = None) -> None:
    """Dress the application: Fusion, palette, fonts, zoom; what is not named stays as it is."""
    load_fonts()
    if not _look.watches_system:
        _look.watches_system = True
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: _system_changed(app))
    if wanted is not None:
        _look.mode = wanted
    if zoom_percent is not None:
        _look.zoom = max(ZOOM_STEPS[0], min(ZOOM_STEPS[-1], zoom_percent))
    set_zoom(_look.zoom)
    _look.tokens = DARK if _wants_dark(app) else LIGHT
    if app.style().objectName().lower() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(palette(_look.tokens))
    QToolTip.setPalette(palette(_look.tokens))
    app.setFont(font("body"))
    for follower in list(_followers):
        if shiboken6.isValid(follower):
            follower.restyle()  # type: ignore[attr-defined]


def next_zoom(step: int) -> int:
    """Return the zoom one step up (1), one step down (-1) or the normal one (0)."""
    if step == 0:
        return 100
    nearest = min(range(len(ZOOM_STEPS)), key=lambda i: abs(ZOOM_STEPS[i] - _look.zoom))
    return ZOOM_STEPS[max(0, min(len(ZOOM_STEPS) - 1, nearest + step))]


def palette(wanted: Tokens) -> QPalette:
    """Return the tokens as a palette, so that plain Qt controls wear them too."""
    result = QPalette()
    role = QPalette.ColorRole
    for where, name in {
        role.Window: wanted.bg,
        role.WindowText: wanted.text,
        role.Base: wanted.surface,
        role.AlternateBase: wanted.surface2,
        role.Text: wanted.text,
        role.PlaceholderText: wanted.text3,
        role.Button: wanted.surface,
        role.ButtonText: wanted.text,
        role.BrightText: wanted.bad.text,
        role.Highlight: wanted.accent,
        role.HighlightedText: wanted.on_accent,
        role.ToolTipBase: wanted.surface,
        role.ToolTipText: wanted.text,
        role.Link: wanted.accent,
        role.Light: wanted.surface,
        role.Midlight: wanted.surface2,
        role.Mid: wanted.border,
        role.Dark: wanted.border_strong,
        role.Shadow: wanted.border_strong,
        role.Accent: wanted.accent,
    }.items():
        result.setColor(where, QColor(name))
    for where in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, where, QColor(wanted.text3))
    return result


def _system_changed(app: QApplication) -> None:
    if _look.mode is Mode.AUTO:
        apply(app)


def _wants_dark(app: QApplication) -> bool:
    match _look.mode:
        case Mode.DARK:
            return True
        case Mode.LIGHT:
            return False
        case Mode.AUTO:
            return app.styleHints().colorScheme() == Qt.ColorScheme.Dark
