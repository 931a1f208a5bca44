"""The left column of the print page: all documents, by where they are used, with how many there are of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from coordinator.domain.printing import Document
from coordinator.ui import look
from coordinator.ui.widgets import Card, PaintedButton, Text
from coordinator.views import changed, prints

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPaintEvent

    from coordinator.domain.day import Day


class Of(StrEnum):
    """What a document is made for, one paper each; a list is of everything at once."""

    PEOPLE = "person"
    ORGANISATIONS = "organisation"
    TABLES = "table"
    DOORS = "checkpoint"
    BLANKS = "blank badge"
    EVERYTHING = "list"


@dataclass(frozen=True, slots=True)
class Offer:
    """A document that can be printed: its name, icon, and what it is of."""

    document: Document
    title: str
    icon: str
    of: Of


GROUPS = (
    (
        "At the door",
        (
            Offer(Document.BADGES, "Badges", "id-card", Of.PEOPLE),
            Offer(Document.BLANKS, "Blank badges", "user-plus", Of.BLANKS),
            Offer(Document.DOORS, "Door lists", "log-in", Of.DOORS),
        ),
    ),
    (
        "On the tables",
        (
            Offer(Document.SIGNS, "Table signs", "flag", Of.TABLES),
            Offer(Document.CARDS, "Table cards", "table-2", Of.TABLES),
        ),
    ),
    (
        "In hands",
        (
            Offer(Document.AGENDAS, "Agendas", "calendar-days", Of.PEOPLE),
            Offer(Document.ORGANISATION_AGENDAS, "Organisation agendas", "users", Of.ORGANISATIONS),
            Offer(Document.SLIPS, "Change slips", "shuffle", Of.PEOPLE),
        ),
    ),
    (
        "Lists",
        (
            Offer(Document.PARTICIPANTS, "Participants", "file-text", Of.EVERYTHING),
            Offer(Document.MISSING, "Missing people", "user-x", Of.EVERYTHING),
            Offer(Document.INTERPRETERS, "Interpreters", "languages", Of.EVERYTHING),
            Offer(Document.CHART, "Wall chart", "layout-grid", Of.EVERYTHING),
        ),
    ),
)
OFFERS = tuple(offer for _, offers in GROUPS for offer in offers)
BY_DOCUMENT = {offer.document: offer for offer in OFFERS}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many papers a document has, how many of them were never printed, and how many are out of date."""

    number: int
    unprinted: int
    changed: int


def counts(day: Day) -> Mapping[Document, Counts]:
    """Return how many there are of every document that is not one list of everything."""
    return {offer.document: _counts(day, offer.document) for offer in OFFERS if offer.of is not Of.EVERYTHING}


def _counts(day: Day, document: Document) -> Counts:
    everybody = prints.subjects(day, document)
    late = changed.out_of_date(day, document) & everybody
    if document is Document.SLIPS:
        return Counts(len(late), len(late & prints.unprinted(day, document)), 0)
    return Counts(len(everybody), len(prints.unprinted(day, document)), len(late))


class Tile(PaintedButton):
    """One document to choose: icon, name, how many there are, and in a dot how many are out of date."""

    def __init__(self, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offer = offer
        self._narrow = False
        self._counts: Counts | None = None
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_counts(None)

    def show_counts(self, counts: Counts | None) -> None:
        """Show how many there are; nothing while they are counted, and for a list."""
        self._counts = counts
        words = [self.offer.title]
        if counts is not None:
            words.append(str(counts.number))
            words += [f"{counts.changed} changed"] if counts.changed else []
        self.setAccessibleName(", ".join(words))
        late = f"{counts.changed} changed since they were printed" if counts and counts.changed else ""
        self.setToolTip(", ".join(words) if self._narrow else late)
        self.update()

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the icon alone, where there is little room."""
        self._narrow = narrow
        self.show_counts(self._counts)

    def number(self) -> int | None:
        """Return the number shown."""
        return None if self._counts is None else self._counts.number

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(look.px(40 if self._narrow else 200), look.px(34))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        painter = look.smooth(QPainter(self))
        area = QRectF(self.rect())
        on, over = self.isChecked(), self.underMouse()
        if on or over:
            look.rounded(painter, area.adjusted(0, 1, 0, -1), 8, look.colour("accent_soft" if on else "surface2"))
        middle, size = area.center().y(), look.px(18)
        left = area.center().x() - size / 2 if self._narrow else area.left() + look.px(10)
        ink = look.colour("accent" if on else "text2")
        look.paint_icon(painter, self.offer.icon, QRectF(left, middle - size / 2, size, size), ink)
        if not self._narrow:
            self._paint_words(painter, area, left + size + look.px(10))
        if self.hasFocus():
            look.focus_ring(painter, area.adjusted(3, 3, -3, -3), 6)
        painter.end()

    def _paint_words(self, painter: QPainter, area: QRectF, left: float) -> None:
        end = self._paint_numbers(painter, area)
        words = QRectF(left, area.top(), end - look.px(8) - left, area.height())
        font = look.font("body_strong" if self.isChecked() else "body_medium")
        look.text(painter, words, self.offer.title, font, look.colour("text"))

    def _paint_numbers(self, painter: QPainter, area: QRectF) -> float:
        """Paint the numbers at the right, and return where they begin."""
        end = area.right() - look.px(10)
        if self._counts is None:
            return end
        number = str(self._counts.number)
        wide = look.width_of(number, look.font("body_strong")) + 1
        ink = look.colour("text" if self._counts.number else "text3")
        look.text(painter, QRectF(end - wide, area.top(), wide, area.height()), number, look.font("body_strong"), ink)
        end -= wide
        if self._counts.changed:
            words = str(self._counts.changed)
            wide = max(look.px(18.0), look.width_of(words, look.font("micro")) + look.px(10))
            dot = QRectF(end - look.px(8) - wide, area.center().y() - look.px(9), wide, look.px(18))
            look.rounded(painter, dot, 9, look.colour("moved.soft"))
            look.text(painter, dot, words, look.font("micro"), look.colour("moved.text"), look.CENTER)
            end = dot.left()
        return end


class Documents(Card):
    """All documents in four groups; the arrow keys go through them, `chosen` tells that another one is chosen."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(10, 8, 10, 8), gap=0, parent=parent)
        self.setAccessibleName("Documents")
        self.tiles: dict[Document, Tile] = {}
        self._group, self._headings = QButtonGroup(self), []
        for title, offers in GROUPS:
            heading = Text(title, "small_strong", "text3")
            heading.setContentsMargins(look.px(10), look.px(8), 0, look.px(3))
            self._headings.append(heading)
            self.body.addWidget(heading)
            for offer in offers:
                tile = self.tiles[offer.document] = Tile(offer)
                self._group.addButton(tile)
                self.body.addWidget(tile)
                tile.toggled.connect(self._toggled)
        self.body.addStretch(1)
        self.choose(Document.BADGES)

    @property
    def offer(self) -> Offer:
        """Return which document is chosen."""
        return next(tile.offer for tile in self.tiles.values() if tile.isChecked())

    def choose(self, document: Document) -> None:
        """Choose a document."""
        self.tiles[document].setChecked(True)

    def show_counts(self, counts: Mapping[Document, Counts]) -> None:
        """Show how many there are of each."""
        for document, tile in self.tiles.items():
            tile.show_counts(counts.get(document))

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons alone, where there is little room; the chosen document's name stands beside them anyway."""
        for heading in self._headings:
            heading.setVisible(not narrow)
        for tile in self.tiles.values():
            tile.set_narrow(narrow=narrow)

    def focus(self) -> None:
        """Let the keys choose a document."""
        self.tiles[self.offer.document].setFocus()

    def _toggled(self, on: bool) -> None:  # noqa: FBT001 - a Qt signal
        if on:
            self.chosen.emit()
