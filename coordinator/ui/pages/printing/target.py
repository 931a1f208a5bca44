"""Where paper goes: a printer of this computer, or a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.ui import printers
from coordinator.ui.widgets import Button, Card, Choice, Kind, Row, Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coordinator.ui.preferences import Preferences

SAVE_AS_PDF = "Save as PDF"


class PrinterChoice(Choice):
    """The printers of this computer, and PDF; what is chosen is kept for the next time."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__((SAVE_AS_PDF,), parent)
        self._preferences = preferences
        self.setAccessibleName("Printer")
        self.activated.connect(self._keep)

    def refresh(self) -> None:
        """Look again which printers there are."""
        self.clear()
        self.addItems([SAVE_AS_PDF, *printers.names()])
        self.setCurrentText(printers.chosen(self._preferences) or SAVE_AS_PDF)
        self.setEnabled(self.count() > 1)

    def printer(self) -> str:
        """Return the printer chosen, empty for PDF."""
        return "" if self.currentText() == SAVE_AS_PDF else self.currentText()

    def _keep(self) -> None:
        self._preferences.printer = self.printer() or printers.PDF


class PrintTarget(Card):
    """The printer and the two buttons; without a printer saving is what comes first."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__("Where to", gap=10, parent=parent)
        self._ready = True
        self.printers = PrinterChoice(preferences)
        self._hint = Text("", "small", "text3", wrap=True)
        self.print_button = Button("Print", "printer", kind=Kind.PRIMARY, key="F9")
        self.save_button = Button("Save PDF", "download", key="Ctrl+S")
        self.save_only = Button("Save PDF", "download", kind=Kind.PRIMARY, key="Ctrl+S")
        self.save_only.clicked.connect(self.save_button.click)
        self.body.addWidget(self.printers)
        self.body.addWidget(self._hint)
        row = Row(gap=8)
        row.addWidget(self.print_button, 1)
        row.addWidget(self.save_button, 1)
        row.addWidget(self.save_only, 1)
        self.body.addLayout(row)
        self.printers.currentIndexChanged.connect(self._dress)
        self.refresh()

    def refresh(self) -> None:
        """Look again which printers there are."""
        self.printers.refresh()
        self._dress()

    def printer(self) -> str:
        """Return the printer chosen, empty for PDF."""
        return self.printers.printer()

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

    def _dress(self) -> None:
        there, printer = self.printers.count() > 1, self.printer()
        if printer:
            self._hint.setText("Printed in exact size. In the printer's settings leave scaling off.")
        elif there:
            self._hint.setText("Pages are saved as a file. Choose a printer to print them here.")
        else:
            self._hint.setText("No printer on this computer: save the PDF and print it anywhere, at 100 %.")
        self.print_button.setVisible(bool(printer))
        self.save_button.setVisible(bool(printer))
        self.save_only.setVisible(not printer)
