"""The left column of the print page: which document, of whom, and where it goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from coordinator.desk import papers
from coordinator.domain.printing import Document
from coordinator.ui import look
from coordinator.ui.pages.printing.search import Picker
from coordinator.ui.print_work import Order
from coordinator.ui.widgets import Card, PaintedButton, Segmented, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPaintEvent

    from coordinator.domain.day import Day


@dataclass(frozen=True, slots=True)
class Offer:
    """A document that can be printed: its name, icon, and what it is of."""

    document: Document
    title: str
    icon: str
    of_tables: bool


OFFERS = (
    Offer(Document.BADGES, "Badges", "id-card", of_tables=False),
    Offer(Document.SIGNS, "Table signs", "flag", of_tables=True),
    Offer(Document.CARDS, "Table cards", "table-2", of_tables=True),
    Offer(Document.AGENDAS, "Agendas", "calendar-days", of_tables=False),
)
_PAPER = {
    Document.BADGES: "A6, four on A4 with cut marks",
    Document.SIGNS: "A4 landscape",
    Document.CARDS: "A4",
    Document.AGENDAS: "A4",
}


class Tile(PaintedButton):
    """One document to choose: icon, name, paper, and how many there are."""

    def __init__(self, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offer = offer
        self._number: int | None = None
        self._detail = _PAPER[offer.document]
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_number(None, self._detail)

    def show_number(self, number: int | None, detail: str) -> None:
        """Show how many there are; None while they are counted."""
        self._number, self._detail = number, detail
        self.setAccessibleName(f"{self.offer.title}, {'' if number is None else number}, {detail}")
        self.update()

    def number(self) -> int | None:
        """Return the number shown."""
        return self._number

    def sizeHint(self) -> QSize:
        """Return the tile."""
        return QSize(look.px(280), look.px(54))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tile."""
        painter = look.smooth(QPainter(self))
        area = QRectF(self.rect()).adjusted(0, 0, 0, -look.px(4))
        on, over = self.isChecked(), self.underMouse()
        line = look.colour("accent" if on else "border_strong" if over else "border")
        look.rounded(painter, area, 8, look.colour("accent_soft" if on else "surface"), line, 2 if on else 1)
        left, middle = area.left() + look.px(14), area.center().y()
        size = look.px(20)
        ink = look.colour("accent" if on else "text2")
        look.paint_icon(painter, self.offer.icon, QRectF(left, middle - size / 2, size, size), ink)
        left += size + look.px(12)
        number = "" if self._number is None else str(self._number)
        wide = look.width_of(number, look.font("kpi")) + 2
        end = QRectF(area.right() - look.px(14) - wide, area.top(), wide, area.height())
        look.text(painter, end, number, look.font("kpi"), look.colour("text"), look.RIGHT)
        rest = QRectF(left, middle - look.px(18), end.left() - look.px(8) - left, look.px(19))
        look.text(painter, rest, self.offer.title, look.font("row_strong"), look.colour("text"))
        below = rest.translated(0, look.px(18))
        look.text(painter, below, self._detail, look.font("small"), look.colour("text2" if on else "text3"))
        if self.hasFocus():
            look.focus_ring(painter, area.adjusted(3, 3, -3, -3), 6)
        painter.end()


class PrintChoice(Card):
    """What is to be printed; `changed` when anything about it is chosen anew."""

    changed = Signal()
    _ALL, _CHANGED, _ONE = range(3)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("What to print", gap=6, parent=parent)
        self.tiles = [Tile(offer) for offer in OFFERS]
        self.who = Segmented(("Everybody", "Changed", "One"), name="Whose")
        self.sheet = Segmented(("4 on A4", "1 on A6"), name="Badges on a sheet")
        self.picker = Picker()
        self._who_title = Text("For whom", "section")
        self._hint = Text("", "small", "text3", wrap=True)
        self.tiles[0].setChecked(True)
        for tile in self.tiles:
            self.body.addWidget(tile)
            tile.clicked.connect(self._chosen)
        self.body.addSpacing(6)
        self.body.addWidget(self._who_title)
        self.body.addWidget(self.who, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.picker)
        self.body.addWidget(self._hint)
        self.body.addSpacing(2)
        self.body.addWidget(self.sheet, 0, Qt.AlignmentFlag.AlignLeft)
        self.who.chosen.connect(self._chosen)
        self.sheet.chosen.connect(self._chosen)
        self.picker.picked.connect(self._chosen)
        self._dress()

    @property
    def offer(self) -> Offer:
        """Return which document is chosen."""
        return next(tile.offer for tile in self.tiles if tile.isChecked())

    def order(self) -> Order | None:
        """Return what is to be printed, or nothing while one person or table is still to be found."""
        document = self.offer.document
        single = document is Document.BADGES and self.sheet.current() == 1
        match self.who.current():
            case self._ALL:
                return Order(document, single=single)
            case self._CHANGED:
                return Order(document, (papers.CHANGED,), single=single)
            case _:
                return Order(document, (self.picker.key,), single=single) if self.picker.key else None

    def choose(self, document: Document, only: str = "") -> None:
        """Choose a document, and one person or table if an id is given."""
        for tile in self.tiles:
            tile.setChecked(tile.offer.document is document)
        self.who.choose(self._ONE if only else self._ALL)
        self.picker.set_tables(tables=self.offer.of_tables)
        self.picker.take(only)
        self._chosen()

    def show_day(self, day: Day) -> None:
        """Let one person or table be found in this day."""
        self.picker.show_day(day)

    def show_counts(self, counts: Mapping[Document, tuple[int, int]]) -> None:
        """Show for each document how many there are, and how many of them are out of date."""
        for tile in self.tiles:
            if tile.offer.document in counts:
                number, changed = counts[tile.offer.document]
                detail = _PAPER[tile.offer.document]
                tile.show_number(number, f"{detail} · {changed} changed" if changed else detail)

    def _chosen(self) -> None:
        self._dress()
        self.changed.emit()

    def _dress(self) -> None:
        tables = self.offer.of_tables
        self._who_title.setText("For which tables" if tables else "For whom")
        self.who.set_words(("All", "Changed only", "One table" if tables else "One person"))
        self.picker.set_tables(tables=tables)
        self.picker.setVisible(self.who.current() == self._ONE)
        self._hint.setText(_CHANGED_HINT if self.who.current() == self._CHANGED else "")
        self._hint.setVisible(bool(self._hint.text()))
        self.sheet.setVisible(self.offer.document is Document.BADGES)


_CHANGED_HINT = "Whose meetings were moved, filled or cancelled since the plan was made."
