"""Pictures of papers in the form: a tile for each design, and the papers beside the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look
from coordinator.ui.widgets import Painted, PaintedButton

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from coordinator.domain.look import Design


def paint_page(painter: QPainter, room: QRectF, picture: QImage) -> QRectF:
    """Paint a page as large as its room allows, and return where it stands."""
    scale = min(room.width() / picture.width(), room.height() / picture.height())
    wide, high = picture.width() * scale, picture.height() * scale
    page = QRectF(round(room.center().x() - wide / 2), round(room.center().y() - high / 2), wide, high)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    look.shadow(painter, page.adjusted(-1, -1, 1, 1), 2)
    painter.fillRect(page.adjusted(-1, -1, 1, 1), look.colour("border"))
    painter.fillRect(page, QColor("#FFFFFF"))
    painter.drawImage(page, picture)
    return page


class DesignTile(PaintedButton):
    """A design as a badge of this event."""

    def __init__(self, design: Design, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.design = design
        self._picture = QImage()
        self.setCheckable(True)
        self.setAccessibleName(f"Design {design.label}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_picture(self, picture: QImage) -> None:
        """Show the badge in this design."""
        self._picture = picture
        self.update()

    def has_picture(self) -> bool:
        """Return whether the badge is drawn."""
        return not self._picture.isNull()

    def sizeHint(self) -> QSize:
        """Return a small badge with its name below."""
        return QSize(look.px(104), look.px(148))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint badge and name."""
        painter = look.smooth(QPainter(self))
        area = QRectF(self.rect())
        on, over = self.isChecked(), self.underMouse()
        line = look.colour("accent" if on else "border_strong" if over else "border")
        look.rounded(painter, area, 8, look.colour("accent_soft" if on else "surface"), line, 2 if on else 1)
        room = area.adjusted(look.px(8), look.px(8), -look.px(8), -look.px(28))
        if self.has_picture():
            paint_page(painter, room, self._picture)
        words = QRectF(area.left(), area.bottom() - look.px(27), area.width(), look.px(24))
        look.text(painter, words, self.design.label, look.font("small_strong"), look.colour("text"), look.CENTER)
        if self.hasFocus():
            look.focus_ring(painter, area.adjusted(4, 4, -4, -4), 6)
        painter.end()


class PaperView(Painted):
    """One paper with its name above."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture, self._title = QImage(), ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_paper(self, picture: QImage, title: str) -> None:
        """Show another paper."""
        self._picture, self._title = picture, title
        self.setAccessibleName(f"{title}, as it will be printed")
        self.update()

    def has_page(self) -> bool:
        """Return whether a paper is shown."""
        return not self._picture.isNull()

    def picture(self) -> QImage:
        """Return what is shown."""
        return self._picture

    def sizeHint(self) -> QSize:
        """Return a paper one can judge."""
        return QSize(look.px(220), look.px(240))

    def minimumSizeHint(self) -> QSize:
        """Return the least paper."""
        return QSize(look.px(140), look.px(150))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint name and paper."""
        painter = look.smooth(QPainter(self))
        area = QRectF(self.rect())
        words = QRectF(area.left(), area.top(), area.width(), look.px(20))
        look.text(painter, words, self._title, look.font("small_strong"), look.colour("text3"), look.CENTER)
        if self.has_page():
            paint_page(painter, area.adjusted(4, look.px(22), -4, -4), self._picture)
        painter.end()
