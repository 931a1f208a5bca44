"""The printers of this computer: which there are, how each is reached, and how far each is off."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from coordinator.domain.trouble import WorldTrouble
from coordinator.paper.stocks import shelf as stocks
from coordinator.printing.backend import Condition, Printer, Way
from coordinator.ui import look
from coordinator.ui.look import Tone
from coordinator.ui.pages.printing.jobs import PrintJobs
from coordinator.ui.pages.printing.printer_form import PrinterForm, usual_setup
from coordinator.ui.pages.side_column import SideColumn
from coordinator.ui.widgets import Button, Card, Column, EmptyState, Kind, Row, RowList, Scroll, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from coordinator.printing.profiles import Setup
    from coordinator.ui.preferences import Preferences
    from coordinator.ui.print_room import PrintRoom
    from coordinator.ui.tasks import Tasks

_KEEP_MS = 400
_CONDITIONS = {
    Condition.READY: ("Ready", Tone.OK),
    Condition.BUSY: ("Printing", Tone.ACCENT),
    Condition.PAUSED: ("Paused", Tone.WAIT),
    Condition.GONE: ("Not there", Tone.BAD),
}


class PrinterRows(RowList[Printer]):
    """A printer with its condition on each row."""

    LEAST = MOST = 52

    def words(self, row: Printer) -> str:
        """Say a printer and how it is."""
        return f"{row.name}, {_condition(row)[0]}"

    def paint_row(self, painter: QPainter, area: QRectF, row: Printer, index: int) -> None:
        """Paint name and condition."""
        on = index == self.selected
        if on or index == self.over:
            look.rounded(painter, area.adjusted(0, 1, 0, -1), 8, look.colour("accent_soft" if on else "surface2"))
        words, tone = _condition(row)
        size = look.px(18)
        left = area.left() + look.px(12)
        icon = QRectF(left, area.center().y() - size / 2, size, size)
        look.paint_icon(painter, "printer", icon, look.colour("accent" if on else "text2"))
        left += size + look.px(12)
        upper = QRectF(left, area.top() + look.px(6), area.right() - look.px(8) - left, look.px(20))
        look.text(painter, upper, row.name, look.font("row_strong"), look.colour("text"))
        lower = upper.translated(0, look.px(20))
        ink = look.colour(look.tokens().tone(tone).text if tone is not Tone.OK else "text3")
        look.text(painter, lower, words, look.font("small"), ink)


def _condition(printer: Printer) -> tuple[str, Tone]:
    if printer.way is Way.SOCKET:
        return printer.address, Tone.OK
    words, tone = _CONDITIONS[printer.condition]
    return (f"{words}: {printer.reason}" if printer.reason else words), tone


class PrintersView(QWidget):
    """Printers at the left, the setup of one in the middle, jobs at the right; `broke` tells what could not be kept."""

    broke = Signal(str)

    def __init__(self, tasks: Tasks, preferences: Preferences, room: PrintRoom, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._preferences, self._room, self._known = tasks, preferences, room, room.printers
        self.rows = PrinterRows("Printers")
        self.rows.set_selectable(selectable=True)
        self.form, self.jobs = PrinterForm(), PrintJobs(room)
        self._unkept: Setup | None = None
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(_KEEP_MS)
        self._keep.timeout.connect(self.keep)
        self.again = Button("Look again", "refresh-cw", height=32)
        self.add = Button("Label printer in the network…", "plus", height=32)
        self.sheet = Button("Print calibration sheet", "printer", kind=Kind.PRIMARY)
        self.save_sheet = Button("Save it…", "download", hint="Save the calibration sheet as a PDF")
        self.forget = Button("Forget this setup", kind=Kind.GHOST, hint="Everything as usual from now on")
        self._words = Text("", "small", "text3", wrap=True)
        self._none = EmptyState("printer", "No printer yet", "Printers of this computer are listed by themselves.")
        self._lay_out()
        self.rows.pressed.connect(self._select)
        self.rows.activated.connect(self._select)
        self.form.changed.connect(self._changed)
        self.again.clicked.connect(self.refresh)
        self.add.clicked.connect(self._ask_address)
        self.sheet.clicked.connect(self.print_sheet)
        self.save_sheet.clicked.connect(self._ask_where)
        self.forget.clicked.connect(self._forget)

    # -- what is shown

    def refresh(self) -> None:
        """Look again which printers there are."""
        self._words.setText("Looking for printers…")
        self._known.refresh(self._show)

    def current(self) -> Printer | None:
        """Return the printer whose setup is shown."""
        rows, index = self.rows.rows, self.rows.selected
        return rows[index] if 0 <= index < len(rows) else None

    def _show(self) -> None:
        before = self.current()
        chosen = self._known.chosen()
        name = before.name if before else chosen.name if chosen else ""
        printers = self._known.found.printers
        at = next((index for index, printer in enumerate(printers) if printer.name == name), 0)
        self.rows.show_rows(printers, at if printers else -1)
        self._words.setText(" ".join(self._known.found.troubles))
        self._select(self.rows.selected)

    def _select(self, index: int) -> None:
        self.keep()
        self.rows.selected = index
        self.rows.update()
        printer = self.current()
        for widget in (self.form, self.sheet, self.save_sheet, self.forget):
            widget.setVisible(printer is not None)
        self._none.setVisible(printer is None)
        if printer is None:
            return
        setup = self._setup_of(printer)
        self.form.show_setup(setup, self._ways(printer))
        self.forget.set_words("Remove this printer" if setup.way is Way.SOCKET else "Forget this setup")

    def _setup_of(self, printer: Printer) -> Setup:
        plain = usual_setup(printer.name, printer.way, printer.address)
        known = printer.profile.name == printer.name or printer.stock
        return replace(plain, profile=printer.profile, stock=printer.stock) if known else plain

    def _ways(self, printer: Printer) -> tuple[Way, ...]:
        if printer.way is Way.SOCKET:
            return (Way.SOCKET,)
        return tuple(way for way in (Way.CUPS, Way.QT, Way.QUEUE) if way in self._known.backends)

    # -- what is done

    def _changed(self, setup: Setup) -> None:
        if self._unkept is not None and self._unkept.name != setup.name:
            self.keep()
        self._unkept = setup
        self._keep.start()

    def keep(self) -> None:
        """Keep what was changed."""
        self._keep.stop()
        setup, self._unkept = self._unkept, None
        if setup is not None:
            self._tasks.run(partial(self._known.profiles.keep, setup), lambda _done: self.refresh(), self._broke)

    def _forget(self) -> None:
        printer = self.current()
        self._unkept = None
        if printer is not None:
            work = partial(self._known.profiles.forget, printer.name)
            self._tasks.run(work, lambda _done: self.refresh(), self._broke)

    def _ask_address(self) -> None:
        name, given = QInputDialog.getText(self, "Label printer", "What is the printer called at this event?")
        if given and name.strip():
            self.add_label_printer(name.strip())

    def add_label_printer(self, name: str) -> None:
        """Set up a label printer of this name; where it is stands in its form."""
        if self._known.of(name) is not None:
            self.broke.emit(f"There is a printer called “{name}” already.")
            return
        setup = usual_setup(name, Way.SOCKET, "192.168.0.1:9100")
        work = partial(self._known.profiles.keep, setup)
        self._tasks.run(work, lambda _done: self._known.refresh(partial(self._go_to, name)), self._broke)

    def _go_to(self, name: str) -> None:
        self._show()
        at = next((index for index, printer in enumerate(self.rows.rows) if printer.name == name), -1)
        self._select(at)
        self.form.address.setFocus()
        self.form.address.selectAll()

    def print_sheet(self) -> None:
        """Print the calibration sheet of what lies in the printer, as its setup has it."""
        printer = self.current()
        if printer is not None:
            setup = self.form.setup()
            to = replace(printer, way=setup.way, address=setup.address, profile=setup.profile, stock=setup.stock)
            stock = stocks.stock(setup.stock or "a4")
            self._room.make(stock, f"Calibration sheet · {stock.name}", to)

    def save_sheet_as(self, path: Path) -> None:
        """Save the calibration sheet of what lies in the printer."""
        stock = stocks.stock(self.form.setup().stock or "a4")
        self._room.make(stock, f"Calibration sheet · {stock.name}", path)

    def _ask_where(self) -> None:
        folder = self._preferences.paper_folder or Path.home()
        name, _ = QFileDialog.getSaveFileName(self, "Save", str(folder / "calibration.pdf"), "PDF (*.pdf)")
        if name:
            self.save_sheet_as(Path(name))

    def _broke(self, error: Exception) -> None:
        self.broke.emit(str(error))
        if not isinstance(error, WorldTrouble):
            raise error

    # -- how it is built

    def _lay_out(self) -> None:
        row, right = Row(self, margins=(24, 12, 20, 14), gap=14), Column(gap=14)
        left, middle, card = Column(), Column(gap=10), Card("Printers", gap=8)
        card.head.addWidget(self.again)
        card.body.addWidget(self.rows)
        card.body.addWidget(self._words)
        card.body.addWidget(self.add)
        card.body.addStretch(1)
        left.addWidget(card)
        inner, buttons = QWidget(), Row(gap=8)
        inside = Column(inner)
        inside.addWidget(self.form)
        inside.addWidget(self._none, 1)
        middle.addWidget(Scroll(inner), 1)
        for button in (self.sheet, self.save_sheet):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.forget)
        middle.addLayout(buttons)
        right.addWidget(self.jobs, 1)
        row.addWidget(SideColumn(left, 320))
        row.addLayout(middle, 1)
        row.addWidget(SideColumn(right, 284))
