"""The middle of the print page: one page of the document as it will come out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look, printers
from coordinator.ui.widgets import Button, Card, Painted, Row, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from coordinator.ui.print_work import Drawn
    from coordinator.ui.tasks import Task, Tasks

_KEPT = 24
_WIDTHS = (700, 1000, 1400, 2000)


class Sheet(Painted):
    """A page on its desk, as large as there is room; words where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QImage()
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Page preview")

    def show_picture(self, picture: QImage, words: str = "") -> None:
        """Show another page, or words in its place."""
        self._picture, self._words = picture, words
        self.setAccessibleDescription(words)
        self.update()

    def has_page(self) -> bool:
        """Return whether a page is shown."""
        return not self._picture.isNull()

    def sizeHint(self) -> QSize:
        """Return a page one can read."""
        return QSize(look.px(460), look.px(520))

    def minimumSizeHint(self) -> QSize:
        """Return the least page."""
        return QSize(look.px(240), look.px(280))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the desk and the page."""
        painter = look.smooth(QPainter(self))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        look.rounded(painter, self.rect(), 8, look.colour("bg" if look.tokens().dark else "surface2"))
        if not self.has_page():
            look.text(painter, self.rect(), self._words, look.font("lead", 400), look.colour("text3"), look.CENTER)
            painter.end()
            return
        room = QRectF(self.rect()).adjusted(look.px(16), look.px(14), -look.px(16), -look.px(14))
        scale = min(room.width() / self._picture.width(), room.height() / self._picture.height())
        wide, high = self._picture.width() * scale, self._picture.height() * scale
        page = QRectF(round(room.center().x() - wide / 2), round(room.center().y() - high / 2), wide, high)
        look.shadow(painter, page.adjusted(-1, -1, 1, 1), 2)
        painter.fillRect(page.adjusted(-1, -1, 1, 1), look.colour("border_strong"))
        painter.fillRect(page, QColor("#FFFFFF"))
        painter.drawImage(page, self._picture)
        painter.end()


class PrintPreview(Card):
    """The page with its number; pictures are made elsewhere, and the last few are kept."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__("Preview", "–", margins=(16, 12, 16, 14), gap=10, parent=parent)
        self._tasks = tasks
        self._drawn: Drawn | None = None
        self._page, self._turn = 0, 0
        self._kept: dict[tuple[int, int], QImage] = {}
        self._task: Task[QImage] | None = None
        self.sheet = Sheet()
        self.back = Button("", "chevron-left", height=32, hint="Previous page (Page Up)")
        self.on = Button("", "chevron-right", height=32, hint="Next page (Page Down)")
        self.where = Text("", "row_strong", "text2")
        self.where.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.back.clicked.connect(partial(self.step, -1))
        self.on.clicked.connect(partial(self.step, 1))
        self.body.addWidget(self.sheet, 1)
        row = Row(gap=10)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.where)
        row.addWidget(self.on)
        row.addStretch(1)
        self.body.addLayout(row)
        self.show_words("")

    def show_drawn(self, drawn: Drawn, title: str, *, turn: int = 0) -> None:
        """Show another document, from its first page or from where one was in the same one."""
        same = self._drawn is not None and self._drawn.order == drawn.order
        self._drawn, self._turn = drawn, turn
        self._kept.clear()
        self._page = min(self._page, max(0, drawn.pages - 1)) if same else 0
        self.set_title(title, f"{drawn.pages} page{'' if drawn.pages == 1 else 's'}")
        if drawn.pages:
            self._show()
        else:
            self.show_words(drawn.issues[-1].sentence if drawn.issues else "Nothing to print.")

    def show_words(self, words: str) -> None:
        """Show no page but words."""
        self._forget()
        self.sheet.show_picture(QImage(), words)
        self._buttons(0)

    def step(self, by: int) -> None:
        """Turn some pages."""
        if self._drawn is not None and self._drawn.pages:
            self._page = max(0, min(self._drawn.pages - 1, self._page + by))
            self._show()

    def page(self) -> int:
        """Return the number of the page shown, from 1."""
        return self._page + 1

    def _show(self) -> None:
        drawn = self._drawn
        if drawn is None:
            return
        self._buttons(drawn.pages)
        self._forget()
        wanted = self.sheet.width() * self.devicePixelRatioF()
        key = self._page, next((width for width in _WIDTHS if width >= wanted), _WIDTHS[-1])
        if key in self._kept:
            self.sheet.show_picture(self._kept[key])
            return
        work = partial(_picture, drawn.pdf, *key, self._turn)
        self._task = self._tasks.run(work, partial(self._arrived, key), self._broke)

    def _arrived(self, key: tuple[int, int], picture: QImage) -> None:
        while len(self._kept) >= _KEPT:
            self._kept.pop(next(iter(self._kept)))
        self._kept[key] = picture
        self.sheet.show_picture(picture)

    def _broke(self, error: Exception) -> None:
        self.sheet.show_picture(QImage(), "This page cannot be shown.")
        raise error

    def _forget(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _buttons(self, pages: int) -> None:
        self.where.setText(f"{self._page + 1} / {pages}" if pages else "")
        self.back.setVisible(pages > 1)
        self.on.setVisible(pages > 1)
        self.back.setEnabled(self._page > 0)
        self.on.setEnabled(self._page < pages - 1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn pages with the wheel."""
        if event.angleDelta().y():
            self.step(-1 if event.angleDelta().y() > 0 else 1)
        event.accept()


def _picture(pdf: bytes, number: int, width: int, turn: int) -> QImage:
    return printers.picture(pdf, number, width).transformed(QTransform().rotate(turn))
