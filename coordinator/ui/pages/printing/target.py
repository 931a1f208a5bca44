"""Where paper goes: a printer of this computer, or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from coordinator.paper.stocks import shelf as stocks
from coordinator.printing.backend import Condition, Way
from coordinator.ui.widgets import Button, Card, Choice, Column, Kind, Row, Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coordinator.paper.stocks.stock import Stock
    from coordinator.printing.backend import Printer
    from coordinator.ui.known_printers import KnownPrinters

SAVE_AS_FILE = "Save as a file"


class PrintTarget(Card):
    """The printer and the two buttons; without a printer saving is what comes first.

    `other` tells that another printer is chosen, which may move or turn the page.
    """

    other = Signal()

    def __init__(self, known: KnownPrinters, parent: QWidget | None = None) -> None:
        super().__init__("Where to", gap=8, parent=parent)
        self._known = known
        self._stock: Stock | None = None
        self._ready = True
        self.printers = Choice((SAVE_AS_FILE,))
        self.printers.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.printers.setAccessibleName("Printer")
        self._hint = Text("", "small", "text3", wrap=True)
        self.print_button = Button("Print", "printer", kind=Kind.PRIMARY, key="F9")
        self.save_button = Button("Save…", "download", hint="Save as PDF or as pictures (Ctrl+S)")
        self.save_only = Button("Save…", "download", kind=Kind.PRIMARY, key="Ctrl+S", hint="As PDF or as pictures")
        self.save_only.clicked.connect(self.save_button.click)
        column, row = Column(gap=8), Row(gap=8)
        column.addWidget(self.printers)
        column.addWidget(self._hint)
        for button in (self.print_button, self.save_button, self.save_only):
            row.addWidget(button, 1)
        column.addLayout(row)
        self.body.addLayout(column)
        self.printers.activated.connect(self._chosen)
        self._dress()

    def refresh(self) -> None:
        """Look again which printers there are."""
        self._known.refresh(self._show)
        self._dress()

    def printer(self) -> Printer | None:
        """Return the printer chosen, nothing for a file."""
        return self._known.chosen()

    def show_stock(self, stock: Stock | None) -> None:
        """Know on which paper it will be printed."""
        self._stock = stock
        self._dress()

    def is_ready(self) -> bool:
        """Return whether there is something to print."""
        return self._ready

    def set_ready(self, *, ready: bool) -> None:
        """Let the buttons be pressed, or not."""
        self._ready = ready
        for button in (self.print_button, self.save_button, self.save_only):
            button.setEnabled(ready)

    def hint(self) -> str:
        """Return what is said about the printer."""
        return self._hint.text()

    def _show(self) -> None:
        before, chosen = self.printers.currentText(), self.printer()
        self.printers.clear()
        self.printers.addItems([SAVE_AS_FILE, *(printer.name for printer in self._known.found.printers)])
        self.printers.setCurrentText(chosen.name if chosen else SAVE_AS_FILE)
        self._dress()
        if self.printers.currentText() != before:
            self.other.emit()

    def _chosen(self) -> None:
        name = self.printers.currentText()
        self._known.choose("" if name == SAVE_AS_FILE else name)
        self._dress()
        self.other.emit()

    def _dress(self) -> None:
        printer = self.printer()
        self.printers.setEnabled(self.printers.count() > 1)
        words, wrong = self._words(printer)
        self._hint.setText(words)
        self._hint.set_ink("wait.text" if wrong else "text3")
        self.print_button.setVisible(printer is not None)
        self.save_button.setVisible(printer is not None)
        self.save_only.setVisible(printer is None)

    def _words(self, printer: Printer | None) -> tuple[str, bool]:
        """Say what is to be known about where paper goes, and whether something is wrong with it."""
        if not self._known.looked:
            return "Looking for printers…", False
        if printer is None:
            if self._known.found.printers:
                return "Pages are saved as a file. Choose a printer to print them here.", False
            trouble = " ".join(self._known.found.troubles)
            return trouble or "No printer on this computer: save a PDF and print it anywhere, at 100 %.", bool(trouble)
        if printer.condition in (Condition.GONE, Condition.PAUSED) or not printer.accepts:
            why = f": {printer.reason}" if printer.reason else ""
            word = "is not there" if printer.condition is Condition.GONE else "takes no jobs now"
            return f"“{printer.name}” {word}{why}.", True
        if printer.stock and self._stock is not None and printer.stock != self._stock.id:
            lying = stocks.stocks().get(printer.stock)
            if lying is not None:
                return f"In this printer lies {lying.name}, not {self._stock.name}.", True
        if printer.way in (Way.SOCKET, Way.QUEUE):
            return "Printed dot by dot, in black and white and in exact size.", False
        return "Printed in exact size. In the printer's settings leave scaling off.", False
