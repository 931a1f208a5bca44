"""Icons: line drawings in any colour and size, sharp on every screen."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from coordinator.assets import folder

if TYPE_CHECKING:
    from PySide6.QtCore import QRect


@cache
def icon_source(name: str) -> str:
    """Return the drawing of an icon as text."""
    return (folder("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def icon_names() -> tuple[str, ...]:
    """Return every icon that travels with the program."""
    return tuple(sorted(file.stem for file in (folder("resources") / "icons").glob("*.svg")))


def icon(name: str, colour: QColor, size: int, ratio: float = 1.0, stroke: float = 2.0) -> QPixmap:
    """Return an icon `size` logical pixels wide for a screen with this device pixel ratio."""
    return _pixmap(name, colour.rgba(), size, ratio, stroke)


def paint_icon(painter: QPainter, name: str, rect: QRect | QRectF, colour: QColor, stroke: float = 2.0) -> None:
    """Paint an icon into a square."""
    area = QRectF(rect)
    size = round(min(area.width(), area.height()))
    pixmap = icon(name, colour, size, painter.device().devicePixelRatioF(), stroke)
    left = round(area.left() + (area.width() - size) / 2)
    top = round(area.top() + (area.height() - size) / 2)
    painter.drawPixmap(left, top, pixmap)


def qicon(name: str, colour: QColor, size: int = 20) -> QIcon:
    """Return an icon for a plain Qt control."""
    result = QIcon()
    for ratio in (1.0, 2.0):
        result.addPixmap(icon(name, colour, size, ratio))
    return result


@lru_cache(maxsize=1024)
def _pixmap(name: str, rgba: int, size: int, ratio: float, stroke: float) -> QPixmap:
    colour = QColor.fromRgba(rgba)
    source = icon_source(name).replace("currentColor", colour.name())
    source = source.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    renderer = QSvgRenderer(QByteArray(source.encode()))
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(colour.alphaF())
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
