"""The middle of the print page: one page of the document as it will come out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look, printers
from coordinator.ui.widgets import Button, Card, Painted, Row, Text
from coordinator.views.words import count

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from coordinator.paper.proof import Proof
    from coordinator.ui.print_work import Sample
    from coordinator.ui.tasks import Task, Tasks

_KEPT = 24
_WIDTHS = (700, 1000, 1400, 2000)


class Sheet(Painted):
    """A page on its desk, as large as there is room; words where there is none. `pressed` tells where, from 0 to 1."""

    pressed = Signal(QPointF)

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

    def words(self) -> str:
        """Return what stands there in place of a page."""
        return self._words

    def sizeHint(self) -> QSize:
        """Return a page one can read."""
        return QSize(look.px(460), look.px(520))

    def minimumSizeHint(self) -> QSize:
        """Return the least page."""
        return QSize(look.px(240), look.px(280))

    def page_rect(self) -> QRectF:
        """Return where the page is painted."""
        room = QRectF(self.rect()).adjusted(look.px(16), look.px(14), -look.px(16), -look.px(14))
        scale = min(room.width() / self._picture.width(), room.height() / self._picture.height())
        wide, high = self._picture.width() * scale, self._picture.height() * scale
        return QRectF(round(room.center().x() - wide / 2), round(room.center().y() - high / 2), wide, high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the desk and the page."""
        painter = look.smooth(QPainter(self))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        look.rounded(painter, self.rect(), 8, look.colour("bg" if look.tokens().dark else "surface2"))
        if self.has_page():
            page = self.page_rect()
            look.shadow(painter, page.adjusted(-1, -1, 1, 1), 2)
            painter.fillRect(page.adjusted(-1, -1, 1, 1), look.colour("border_strong"))
            painter.fillRect(page, QColor("#FFFFFF"))
            painter.drawImage(page, self._picture)
        elif self._words:
            self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        room = QRectF(self.rect()).adjusted(look.px(24), 0, -look.px(24), 0)
        lettering, leading = look.font("lead", 400), look.px(22)
        top = room.center().y() - leading
        for number, line in enumerate(look.wrapped(self._words, lettering, room.width(), 4)):
            area = QRectF(room.left(), top + number * leading, room.width(), leading)
            look.text(painter, area, line, lettering, look.colour("text3"), look.CENTER)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell where on the page it was pressed."""
        if self.has_page() and (page := self.page_rect()).contains(event.position()):
            at = event.position() - page.topLeft()
            self.pressed.emit(QPointF(at.x() / page.width(), at.y() / page.height()))


class PrintPreview(Card):
    """The page with its number, drawn elsewhere when it is looked at; the last few are kept.

    `cell_pressed` tells which cell of the first sheet was pressed, from 1.
    """

    cell_pressed = Signal(int)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__("Preview", "–", margins=(16, 12, 16, 14), gap=10, parent=parent)
        self._tasks = tasks
        self._sample: Sample | None = None
        self._page = 0
        self._kept: dict[tuple[int, int], QImage] = {}
        self._task: Task[QImage] | None = None
        self.sheet = Sheet()
        self.back = Button("", "chevron-left", height=32, hint="Previous page (Page Up)")
        self.on = Button("", "chevron-right", height=32, hint="Next page (Page Down)")
        self.where = Text("", "row_strong", "text2")
        self.where.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.back.clicked.connect(partial(self.step, -1))
        self.on.clicked.connect(partial(self.step, 1))
        self.sheet.pressed.connect(self._pressed)
        self.body.addWidget(self.sheet, 1)
        row = Row(gap=10)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.where)
        row.addWidget(self.on)
        row.addStretch(1)
        self.body.addLayout(row)
        self.show_words("")

    @property
    def pages(self) -> int:
        """Return how many pages the document has."""
        return self._sample.proof.pages if self._sample else 0

    def show_sample(self, sample: Sample) -> None:
        """Show a document, from its first page or from where one was in the same one."""
        before = self._sample.wanted if self._sample else None
        same = before is not None and (before.document, before.only) == (sample.wanted.document, sample.wanted.only)
        self._sample = sample
        self._kept.clear()
        self._page = min(self._page, max(0, self.pages - 1)) if same else 0
        self.set_title("Preview", "Counting the pages…" if sample.begun else _paper(sample.proof))
        if self.pages:
            self._show()
        else:
            issues = sample.proof.left_out
            self.show_words(issues[-1].sentence if issues else "Nothing to print.")

    def show_words(self, words: str) -> None:
        """Show no page but words."""
        self._forget()
        self._sample = None
        self.set_title("Preview", "")
        self.sheet.show_picture(QImage(), words)
        self._buttons()

    def step(self, by: int) -> None:
        """Turn some pages."""
        if self.pages:
            self._page = max(0, min(self.pages - 1, self._page + by))
            self._show()

    def page(self) -> int:
        """Return the number of the page shown, from 1."""
        return self._page + 1

    def _show(self) -> None:
        sample = self._sample
        if sample is None:
            return
        self._buttons()
        has_cells = self._page == 0 and sample.proof.job.stock.per_page > 1
        self.sheet.setCursor(Qt.CursorShape.PointingHandCursor if has_cells else Qt.CursorShape.ArrowCursor)
        self.sheet.setToolTip("Click the first place that is still free" if has_cells else "")
        self._forget()
        wanted = self.sheet.width() * self.devicePixelRatioF()
        key = self._page, next((width for width in _WIDTHS if width >= wanted), _WIDTHS[-1])
        if key in self._kept:
            self.sheet.show_picture(self._kept[key])
            return
        self._task = self._tasks.run(partial(_picture, sample.proof, *key), partial(self._arrived, key), self._broke)

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

    def _buttons(self) -> None:
        pages = self.pages
        more = self._sample is not None and self._sample.begun
        self.where.setText(f"{self._page + 1} / {'…' if more else f'{pages:,}'}" if pages else "")
        self.back.setVisible(pages > 1)
        self.on.setVisible(pages > 1)
        self.back.setEnabled(self._page > 0)
        self.on.setEnabled(self._page < pages - 1)

    def _pressed(self, at: QPointF) -> None:
        """Find the cell under the finger; only the first sheet can have cells that are used up."""
        if self._sample is None or self._page:
            return
        stock = self._sample.proof.job.stock
        x, y = at.x() * stock.page.width, at.y() * stock.page.height
        for number, cell in enumerate(stock.cells, 1):
            if stock.per_page > 1 and cell.x <= x < cell.right and cell.y <= y < cell.bottom:
                self.cell_pressed.emit(number)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn pages with the wheel."""
        if event.angleDelta().y():
            self.step(-1 if event.angleDelta().y() > 0 else 1)
        event.accept()


def _picture(proof: Proof, page: int, width: int) -> QImage:
    leaf, side = divmod(page, proof.sides)
    return printers.picture(proof.draw([leaf]).pdf, side, width, proof.turn)


def _paper(proof: Proof) -> str:
    size = f"{proof.page.width:g} × {proof.page.height:g} mm"
    return f"{count(proof.pages, 'page')} · {size}"
