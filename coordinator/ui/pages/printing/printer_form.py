"""How one printer is reached and how far it is off: every change is kept at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from coordinator.paper.profile import Flip
from coordinator.paper.stocks import shelf as stocks
from coordinator.printing import raw
from coordinator.printing.backend import Way
from coordinator.printing.profiles import Setup
from coordinator.ui.pages.printing.number import Measure, Number
from coordinator.ui.widgets import Card, Check, Choice, Field, Grid, LineEdit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

_WAYS: Mapping[Way, str] = {
    Way.CUPS: "Print system, pages as PDF",
    Way.QT: "Print system, pages as pictures",
    Way.QUEUE: "Label printer, ZPL through its queue",
    Way.SOCKET: "Label printer, ZPL over the network",
}
_TURNS = (0, 90, 180, 270)
_FLIPS = (Flip.LONG, Flip.SHORT)


class PrinterForm(Card):
    """The setup of a printer; `changed` tells another one that can be kept."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Printer", gap=8, parent=parent)
        self._setup = Setup("", Way.CUPS, "")
        self._stocks = ["", *stocks.stocks()]
        self.way, self.stock = Choice(), Choice()
        self.address = LineEdit("", "192.168.1.40 or printer.local:9100")
        self.across = Measure("Shift to the right", -20, 20, 0.1, 1, " mm")
        self.down = Measure("Shift down", -20, 20, 0.1, 1, " mm")
        self.wide = Measure("Scale across", 90, 110, 0.1, 2, " %")
        self.high = Measure("Scale down", 90, 110, 0.1, 2, " %")
        self.dpi = Number("Dots an inch", 100, 1200)
        self.turn = Choice(["Not turned", "90° clockwise", "180°", "270° clockwise"])
        self.flip = Choice(["Over the long edge", "Over the short edge"])
        self.mono = Check("Black and white only")
        for choice in (self.way, self.stock, self.turn, self.flip):
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.stock.addItem("Not said", "")
        for each in stocks.stocks().values():
            self.stock.addItem(each.name, each.id)
        self._lay_out()
        self._connect()

    def setup(self) -> Setup:
        """Return the setup as it stands in the form."""
        profile = replace(
            self._setup.profile,
            name=self._setup.name,
            across=round(self.across.value(), 2),
            down=round(self.down.value(), 2),
            scale_across=round(self.wide.value() / 100, 5),
            scale_down=round(self.high.value() / 100, 5),
            dpi=self.dpi.value(),
            mono=self.mono.isChecked(),
            turn=_TURNS[max(0, self.turn.currentIndex())],
            flip=_FLIPS[max(0, self.flip.currentIndex())],
        )
        way = Way(self.way.currentData()) if self.way.currentData() else self._setup.way
        address = self.address.text().strip() if way is Way.SOCKET else self._setup.address
        return replace(
            self._setup, way=way, address=address, profile=profile, stock=str(self.stock.currentData() or "")
        )

    def show_setup(self, setup: Setup, ways: tuple[Way, ...]) -> None:
        """Show how a printer is set up, silently; it can be reached in these ways."""
        self._setup = setup
        profile = setup.profile
        self.set_title(setup.name, "Every change is kept at once on this computer")
        self._quiet(quiet=True)
        self.way.clear()
        for way in ways:
            self.way.addItem(_WAYS[way], way.value)
        self.way.setCurrentIndex(max(0, self.way.findData(setup.way.value)))
        self.way.setEnabled(len(ways) > 1)
        self.address.setText(setup.address)
        self._address.setVisible(setup.way is Way.SOCKET)
        self._address.set_error("")
        self.stock.setCurrentIndex(max(0, self.stock.findData(setup.stock)))
        self.across.setValue(profile.across)
        self.down.setValue(profile.down)
        self.wide.setValue(profile.scale_across * 100)
        self.high.setValue(profile.scale_down * 100)
        self.dpi.setValue(profile.dpi)
        self.mono.setChecked(profile.mono)
        self.turn.setCurrentIndex(_TURNS.index(profile.turn) if profile.turn in _TURNS else 0)
        self.flip.setCurrentIndex(_FLIPS.index(profile.flip))
        self._quiet(quiet=False)

    def _quiet(self, *, quiet: bool) -> None:
        for number in (self.across, self.down, self.wide, self.high, self.dpi):
            number.blockSignals(quiet)

    def _connect(self) -> None:
        for number in (self.across, self.down, self.wide, self.high):
            number.valueChanged.connect(self._changed)
        self.dpi.valueChanged.connect(self._changed)
        for choice in (self.way, self.stock, self.turn, self.flip):
            choice.activated.connect(self._changed)
        self.mono.clicked.connect(self._changed)
        self.address.editingFinished.connect(self._changed)

    def _changed(self) -> None:
        setup = self.setup()
        wrong = setup.way is Way.SOCKET and raw.address(setup.address) is None
        self._address.set_error("Write it like 192.168.1.40 or printer.local:9100." if wrong else "")
        if not wrong and setup != self._setup:
            self._setup = setup
            self.changed.emit(setup)

    def _lay_out(self) -> None:
        self._address = Field("Address in the network", self.address)
        grid = Grid(gaps=(14, 6))
        fields = (
            Field("How it is reached", self.way),
            Field("What lies in it", self.stock, "Single badges are printed on this."),
            Field("Shift to the right", self.across, "Less than 0 shifts to the left."),
            Field("Shift down", self.down, "Less than 0 shifts up."),
            Field("Scale across", self.wide, "True length ÷ printed length."),
            Field("Scale down", self.high),
            Field("Dots an inch", self.dpi, "Label printers have 203 or 300."),
            Field("Turn the page", self.turn),
            Field("Turns sheets for the back", self.flip),
        )
        for number, field in enumerate(fields):
            grid.addWidget(field, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.mono, 4, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addWidget(self._address)
        self.body.addLayout(grid)
        self.body.addStretch(1)


def usual_setup(name: str, way: Way, address: str) -> Setup:
    """Return the setup of a printer that nobody set up yet; a label printer knows black and white, at 203 dots."""
    setup = Setup(name, way, address)
    if way in (Way.SOCKET, Way.QUEUE):
        return replace(setup, profile=replace(setup.profile, name=name, mono=True, dpi=203))
    return replace(setup, profile=replace(setup.profile, name=name))
