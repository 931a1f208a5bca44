"""The second column of the print page: for whom, on which paper, from which cell on, how many and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from coordinator.desk.papers import PLAIN_SPEECH
from coordinator.domain.printing import Document
from coordinator.paper import offering
from coordinator.paper.stocks.imposing import Order
from coordinator.paper.templates import shelf as templates
from coordinator.ui import look
from coordinator.ui.look import Tone
from coordinator.ui.pages.printing.blanks import BlankMaker
from coordinator.ui.pages.printing.cells import StockCells
from coordinator.ui.pages.printing.documents import BY_DOCUMENT, Of
from coordinator.ui.pages.printing.number import Stepper
from coordinator.ui.pages.printing.speech import SPEAKING, SpeechChoice
from coordinator.ui.pages.printing.whom import Whom
from coordinator.ui.print_work import USUAL, Setting, Wanted
from coordinator.ui.widgets import Card, Check, Choice, Column, Pill, Row, Segmented, Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coordinator.domain.day import Day
    from coordinator.paper.stocks.stock import Stock
    from coordinator.ui.pages.printing.documents import Counts, Offer

_MOST_COPIES, _LIST = 99, 470
_TWO_SIDED = (Document.BADGES, Document.BLANKS, Document.SIGNS)
"""Only these say the same on both sides; a list's back would be its first page once more."""


class How(Card):
    """How the chosen document is printed; `changed` when anything is chosen anew."""

    changed = Signal()
    blanks_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Badges", gap=6, parent=parent)
        self._offer = BY_DOCUMENT[Document.BADGES]
        self._stocks: tuple[Stock, ...] = ()
        self.whom = Whom()
        self.blanks = BlankMaker()
        self.speech = SpeechChoice()
        self.paper, self.layout_choice = Choice(), Choice()
        self._size = Text("", "small", "text3", wrap=True)
        self._unverified = Pill("not verified", Tone.WAIT, "triangle-alert", height=24)
        self.cells = StockCells()
        self.copies = Stepper("Copies", 1, _MOST_COPIES)
        self.order = Segmented(("Rows", "Stacks"), name="Order on the sheets")
        self.marks, self.back = Check("Cut marks"), Check("Both sides")
        self._lay_out()
        for choice in (self.paper, self.layout_choice):
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.view().setMinimumWidth(look.px(_LIST))
        self.order.setToolTip("Rows: one after the other. Stacks: cut piles lie in order on each other")
        self.whom.changed.connect(self.changed)
        self.blanks.wanted.connect(self.blanks_wanted)
        self.speech.changed.connect(self.changed)
        self.paper.activated.connect(self._other_paper)
        self.layout_choice.activated.connect(self.changed)
        self.cells.chosen.connect(self.changed)
        self.copies.changed.connect(self.changed)
        self.order.chosen.connect(self.changed)
        self.marks.clicked.connect(self.changed)
        self.back.clicked.connect(self.changed)

    # -- what is chosen

    def wanted(self) -> Wanted | None:
        """Return what is to be printed; nothing while somebody is still to be found, or no layout fits."""
        only = self.whom.only()
        if only is None or not self._stocks:
            return None
        return Wanted(self._offer.document, only, self.setting(), self.cells.start(), self.copies.value())

    def setting(self) -> Setting:
        """Return what is kept of it for the next time; what is as usual stays so when the usual changes."""
        stock = self.stock()
        if stock is None:
            return USUAL
        usual = offering.usual(self._offer.document).id
        return Setting(
            stock="" if stock.id == usual else stock.id,
            template=str(self.layout_choice.currentData() or ""),
            order=Order.STACK if stock.per_page > 1 and self.order.current() else Order.ROWS,
            marks=self.marks.isChecked(),
            back=self.back.isChecked() and not self.back.isHidden(),
            speech=self.speech.speech() if self._offer.document in SPEAKING else PLAIN_SPEECH,
        )

    def stock(self) -> Stock | None:
        """Return the paper that is chosen."""
        index = self.paper.currentIndex()
        return self._stocks[index] if 0 <= index < len(self._stocks) else None

    def job_title(self) -> str:
        """Say what is chosen, as a job is called."""
        whose = self.whom.words()
        return f"{self._offer.title}{f' · {whose}' if whose else ''}"

    # -- what is shown

    def show_offer(self, offer: Offer, setting: Setting, only: str = "") -> None:
        """Show the choices of a document as they were the last time, for everybody or for one."""
        self._offer = offer
        self.set_title(offer.title)
        self.whom.show_offer(offer, only)
        self.blanks.setVisible(offer.of is Of.BLANKS)
        self.speech.setVisible(offer.document in SPEAKING)
        self.speech.show_speech(setting.speech)
        self._stocks = offering.stocks_for(offer.document)
        self.paper.clear()
        self.paper.addItems([_line(stock) for stock in self._stocks])
        wanted = setting.stock or offering.usual(offer.document).id
        known = [stock.id for stock in self._stocks]
        self.paper.setCurrentIndex(known.index(wanted) if wanted in known else 0 if known else -1)
        self.order.choose(int(setting.order is Order.STACK))
        self.marks.setChecked(setting.marks)
        self.back.setChecked(setting.back)
        self.copies.show_value(1)
        self._show_stock(setting.template)

    def show_day(self, day: Day) -> None:
        """Let one be found in this day."""
        self.whom.show_day(day)

    def show_counts(self, counts: Counts | None) -> None:
        """Show how many there are of each choice."""
        self.whom.show_counts(counts)

    def choose_stock(self, name: str) -> bool:
        """Choose a paper by its id; tell whether the document fits it."""
        known = [stock.id for stock in self._stocks]
        if name not in known:
            return False
        self.paper.setCurrentIndex(known.index(name))
        self._other_paper()
        return True

    def _other_paper(self) -> None:
        self._show_stock("")
        self.changed.emit()

    def _show_stock(self, template: str) -> None:
        """Show what can be chosen on the paper that is chosen."""
        stock = self.stock()
        self._dress(stock)
        if stock is None:
            return
        self.cells.show_stock(stock)
        fitting = templates.fitting(self._offer.document, stock)
        self.layout_choice.clear()
        self.layout_choice.addItem("As the look of the event", "")
        for each in fitting:
            self.layout_choice.addItem(each.title, each.id)
        self.layout_choice.setCurrentIndex(max(0, self.layout_choice.findData(template)))
        for widget in self._layout_parts:
            widget.setVisible(len(fitting) > 1)

    def _dress(self, stock: Stock | None) -> None:
        several = stock is not None and stock.per_page > 1
        for widget in (*self._sheet_parts, self.cells):
            widget.setVisible(several)
        self.marks.setVisible(stock is not None and stock.is_cut_by_hand)
        self.back.setVisible(stock is not None and not stock.folded and self._offer.document in _TWO_SIDED)
        self.copies.setEnabled(stock is not None)
        self.paper.setEnabled(len(self._stocks) > 1)
        self._unverified.setVisible(stock is not None and not stock.verified)
        if stock is None:
            self._size.setText("No layout of this document fits a paper yet.")
            return
        self._size.setText(_size(stock))
        self.paper.setToolTip(". ".join(part for part in (f"Measures: {stock.source}", stock.note) if part))
        self._unverified.setToolTip("Its measures were not tried on the product. Print the calibration sheet first.")

    # -- how it is built

    def _lay_out(self) -> None:
        add = self.body.addWidget
        add(self.whom)
        add(self.blanks)
        add(self.speech)
        paper, layout = Text("Paper", "small_strong", "text2"), Text("Layout", "small_strong", "text2")
        paper.setBuddy(self.paper)
        layout.setBuddy(self.layout_choice)
        self.paper.setAccessibleName("Paper")
        self.layout_choice.setAccessibleName("Layout")
        self._layout_parts: tuple[QWidget, ...] = (layout, self.layout_choice)
        add(paper)
        add(self.paper)
        below = Row(gap=8)
        below.addWidget(self._size, 1)
        below.addWidget(self._unverified, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(below)
        for widget in self._layout_parts:
            add(widget)
        self.body.addSpacing(2)
        self.body.addLayout(self._sheet_row())
        self.body.addStretch(1)

    def _sheet_row(self) -> Row:
        """Return the sheet's cells at the left, and copies, order, marks and sides beside them."""
        row, right = Row(gap=14), Column(gap=4)
        first, order = Text("First free place", "small_strong", "text2"), Text("Order", "small_strong", "text2")
        self._sheet_parts: tuple[QWidget, ...] = (first, order, self.order)
        left = Column(gap=4)
        left.addWidget(first)
        left.addWidget(self.cells)
        left.addStretch(1)
        right.addWidget(Text("Copies", "small_strong", "text2"))
        right.addWidget(self.copies)
        right.addWidget(order)
        right.addWidget(self.order, 0, Qt.AlignmentFlag.AlignLeft)
        right.addSpacing(4)
        right.addWidget(self.marks)
        right.addWidget(self.back)
        right.addStretch(1)
        row.addLayout(left)
        row.addLayout(right, 1)
        return row


def _line(stock: Stock) -> str:
    return stock.name if stock.verified else f"{stock.name} · not verified"


def _size(stock: Stock) -> str:
    panel = stock.panel
    size = f"{panel.width:g} × {panel.height:g} mm"
    return f"{stock.per_page} on a sheet, each {size}" if stock.per_page > 1 else size
