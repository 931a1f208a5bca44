"""Strokes that every painted widget shares: rounded fills, shadows, focus rings, lines of text."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from coordinator.ui.look.theme import colour, px, tokens

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter


def smooth(painter: QPainter) -> QPainter:
    """Switch on antialiasing and return the painter."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    return painter


def rounded(  # noqa: PLR0917 - read like a sentence at a hundred places
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    fill: QColor | QBrush | None = None,
    line: QColor | None = None,
    width: float = 1.0,
) -> None:
    """Paint a rounded rectangle; its line lies inside the rectangle and falls on whole pixels."""
    area = QRectF(rect)
    if line is not None:
        area = area.adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(line, width))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(fill) if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area, px(radius), px(radius))


def shadow(painter: QPainter, rect: QRect | QRectF, radius: float) -> None:
    """Paint the soft shadow of a card: four stacked rectangles in light, nothing in dark."""
    if tokens().dark:
        return
    area = QRectF(rect)
    painter.setPen(Qt.PenStyle.NoPen)
    for grow, alpha in ((3.0, 5), (2.0, 6), (1.0, 8), (0.0, 10)):
        painter.setBrush(QColor(16, 22, 31, alpha))
        corner = px(radius) + grow
        painter.drawRoundedRect(area.adjusted(-grow, 1 - grow / 2, grow, 1 + grow), corner, corner)


def focus_ring(painter: QPainter, rect: QRect | QRectF, radius: float, ink: QColor | None = None) -> None:
    """Paint the keyboard focus around a rectangle: a line of two pixels and a halo of three outside it."""
    area = QRectF(rect)
    ring = ink or colour("accent")
    halo = QColor(ring)
    halo.setAlphaF(0.25)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(halo, 3))
    painter.drawRoundedRect(area.adjusted(-1.5, -1.5, 1.5, 1.5), px(radius) + 1.5, px(radius) + 1.5)
    painter.setPen(QPen(ring, 2))
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), px(radius) - 1, px(radius) - 1)


def text(  # noqa: PLR0917 - read like a sentence at a hundred places
    painter: QPainter,
    rect: QRect | QRectF,
    words: str,
    lettering: QFont,
    ink: QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Paint one line of plain text; what does not fit ends in an ellipsis."""
    area = QRectF(rect)
    painter.setFont(lettering)
    painter.setPen(ink)
    metrics = QFontMetricsF(lettering)
    if metrics.horizontalAdvance(words) > area.width() + 0.5:
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(align | Qt.TextFlag.TextSingleLine), words)


def wrapped(words: str, lettering: QFont, width: float, most: int = 2) -> list[str]:
    """Break text into at most `most` lines of this width; only the last one may end in an ellipsis."""
    layout = QTextLayout(words, lettering)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start, length = line.textStart(), line.textLength()
        if len(lines) == most - 1:
            rest = words[start:]
            lines.append(QFontMetricsF(lettering).elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        lines.append(words[start : start + length].rstrip())
    layout.endLayout()
    return lines


def text_lines(
    painter: QPainter,
    top_left: QPointF,
    lines: list[str],
    lettering: QFont,
    ink: QColor,
    *,
    leading: float,
) -> None:
    """Paint lines of text below each other, `leading` pixels apart, from the top left corner."""
    painter.setFont(lettering)
    painter.setPen(ink)
    ascent = QFontMetricsF(lettering).ascent()
    inset = (leading - QFontMetricsF(lettering).height()) / 2
    for number, line in enumerate(lines):
        painter.drawText(QPointF(top_left.x(), top_left.y() + number * leading + inset + ascent), line)


def width_of(words: str, lettering: QFont) -> float:
    """Return how wide text is in a font."""
    return QFontMetricsF(lettering).horizontalAdvance(words)
