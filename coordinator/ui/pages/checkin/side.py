"""The right side of the check-in page: arrivals, who is still missing, and the last scans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from coordinator.ui import look
from coordinator.ui.look import Tone
from coordinator.ui.pages.checkin.answers import missing_line, scan_row
from coordinator.ui.widgets import Button, Card, Column, Kind, MissingRows, ProgressDots, Row, ScanRows, Text, clear

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from coordinator.views.arrivals import Arrivals, MissingList, ScanLine

_TONES = (Tone.ACCENT, Tone.MOVED)


class ArrivalsCard(Card):
    """How many people are here, and how many organisations of each side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Arrivals", " ", margins=(17, 14, 17, 14), gap=7, parent=parent)
        self._number = Text("0", "name", "text")
        self._words = Text("", "lead", "text2")
        self._shown: tuple[str, ...] = ()
        line = Row(gap=8)
        line.addWidget(self._number)
        line.addWidget(self._words, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        self._words.setContentsMargins(0, 0, 0, 9)
        self.body.addLayout(line)
        self._dots = Column(gap=5)
        self.body.addLayout(self._dots)
        self._groups: list[ProgressDots] = []

    def show_arrivals(self, arrivals: Arrivals) -> None:
        """Show the counts."""
        self._number.setText(str(arrivals.here))
        self._words.setText(f"of {arrivals.total} {'person' if arrivals.total == 1 else 'people'} here")
        self.note.setText(arrivals.trend)
        sides = tuple(group.side for group in arrivals.groups)
        if sides != self._shown:
            self._shown = sides
            clear(self._dots)
            self._groups = [ProgressDots(tone=_TONES[i % 2]) for i in range(len(sides))]
            for dots in self._groups:
                self._dots.addWidget(dots)
        for dots, group in zip(self._groups, arrivals.groups, strict=True):
            dots.show_count(group.name, group.here, group.total)


class MissingCard(Card):
    """Who is needed and not here; `wanted` tells a person's name, `all_wanted` asks for the whole list."""

    wanted = Signal(str)
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Still missing", margins=(15, 11, 15, 6), gap=2, parent=parent)
        self._all: MissingList | None = None
        self._rows = MissingRows("Still missing")
        self._rows.set_selectable(True)
        self._rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows.pressed.connect(self._pressed)
        self._more = Button("Show all", kind=Kind.GHOST, height=32)
        self._more.clicked.connect(self.all_wanted)
        self.head.replaceWidget(self.note, self._more)
        self.note.hide()
        self._nobody = Text("", "body", "text3", wrap=True)
        self.body.addWidget(self._nobody)
        self.body.addWidget(self._rows)
        self.body.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_missing(self, missing: MissingList) -> None:
        """Show who is missing, as many as there is room for."""
        self._all = missing
        self._more.set_words(f"Show all {missing.total}")
        self._more.setVisible(missing.total > 0)
        words = "Everybody who has a meeting to come is here." if not missing.rows else ""
        self._nobody.setText(words)
        self._nobody.setVisible(bool(words))
        self._fill()

    def rows(self) -> tuple[str, ...]:
        """Return the names that are shown."""
        return tuple(row.name for row in self._rows.rows)

    def _fill(self) -> None:
        if self._all is not None:
            room = (self.height() - look.px(62)) // look.px(MissingRows.MOST)
            self._rows.show_rows([missing_line(row) for row in self._all.rows[: max(3, room)]])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more or fewer people."""
        super().resizeEvent(event)
        self._fill()

    def _pressed(self, index: int) -> None:
        self.wanted.emit(self._rows.rows[index].name)


class ScansCard(Card):
    """The scans that came last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Last scans", margins=(17, 12, 17, 10), gap=6, parent=parent)
        self._rows = ScanRows("Last scans")
        self._nobody = Text("None yet", "body", "text3")
        self.body.addWidget(self._nobody)
        self.body.addWidget(self._rows)

    def show_scans(self, scans: tuple[ScanLine, ...]) -> None:
        """Show these scans."""
        self._rows.show_rows([scan_row(scan) for scan in scans])
        self._nobody.setVisible(not scans)

    def rows(self) -> tuple[str, ...]:
        """Return the names that are shown."""
        return tuple(row.name for row in self._rows.rows)


class Side(QWidget):
    """The three cards below each other."""

    WIDE = 390

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.arrivals, self.missing, self.scans = ArrivalsCard(), MissingCard(), ScansCard()
        column = Column(self, gap=13)
        column.addWidget(self.arrivals)
        column.addWidget(self.missing, 1)
        column.addWidget(self.scans)
        look.follow(self)
        self.restyle()

    def restyle(self) -> None:
        """Take the width of the zoom."""
        self.setFixedWidth(look.px(self.WIDE))
