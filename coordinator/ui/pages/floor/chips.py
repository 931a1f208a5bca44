"""The line above the floor: numbers that filter, the button for several meetings at once, and what the rows are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator.ui.look import Tone
from coordinator.ui.widgets.boxes import Row
from coordinator.ui.widgets.button import Button
from coordinator.ui.widgets.kpi_chip import KpiChip
from coordinator.ui.widgets.segmented import Segmented
from coordinator.views.floor_cells import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from coordinator.views.floor_counts import Counts, RoundToFill

_KINDS = {
    "running": frozenset({Kind.RUNNING}),
    "waiting": frozenset({Kind.WAITING, Kind.OVERDUE}),
    "no_show": frozenset({Kind.NO_SHOW}),
    "free": frozenset({Kind.FREE, Kind.EMPTY}),
    "changes": frozenset({Kind.MOVED, Kind.FILLED}),
}

ROWS: tuple[str, ...] = ("Tables", "People", "Organisations")
SHORT_ROWS: tuple[str, ...] = ("Tables", "People", "Orgs.")
_LEAST_NEEDED = ("free", "changes", "running")


class FloorChips(QWidget):
    """`filtered` tells the kinds that shall stand out (none: all), `several` that all counted meetings are meant.

    `fill` tells that the round it names shall be filled.
    """

    filtered = Signal(object)
    several = Signal()
    report = Signal()
    fill = Signal()
    regrouped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = {
            "running": KpiChip("Running", "circle-play", Tone.OK),
            "waiting": KpiChip("Waiting", "hourglass", Tone.WAIT),
            "no_show": KpiChip("No-show", "user-x", Tone.BAD),
            "free": KpiChip("Free table", "plus", Tone.NEUTRAL),
            "changes": KpiChip("Changes to tell", "shuffle", Tone.MOVED),
        }
        self.button = Button("", "check", height=40)
        self.filler = Button("", "sparkles", key="F", height=40)
        self._finished = False
        self._called = ROWS
        self.rows = Segmented(ROWS, name="Rows of the floor")
        row = Row(self, gap=8)
        for name, chip in self.chips.items():
            row.addWidget(chip)
            chip.clicked.connect(partial(self._pressed, name))
        row.addWidget(self.button)
        row.addWidget(self.filler)
        row.addStretch(1)
        row.addWidget(self.rows)
        self._row = row
        self.button.clicked.connect(self._button_pressed)
        self.filler.clicked.connect(self._fill_pressed)
        self.rows.chosen.connect(self.regrouped)

    @staticmethod
    def urgent() -> tuple[frozenset[Kind], ...]:
        """Return what somebody is needed for, the most urgent first."""
        return (frozenset({Kind.OVERDUE}), _KINDS["waiting"], _KINDS["no_show"], frozenset({Kind.UNCONFIRMED}))

    def show_counts(self, counts: Counts, *, finished: bool) -> None:
        """Show other numbers."""
        for name, chip in self.chips.items():
            number = getattr(counts, name)
            word = ("Free table" if number == 1 else "Free tables") if name == "free" else None
            if chip.number() != number:
                chip.set_number(number, word)
        self._finished = finished and not counts.to_confirm
        if counts.to_confirm:
            many = f"all {len(counts.to_confirm)}" if len(counts.to_confirm) > 1 else "1"
            self._offer(f"Confirm {many} meetings" if len(counts.to_confirm) > 1 else "Confirm 1 meeting", "check")
        elif counts.ready:
            self._offer(f"Start all {len(counts.ready)}" if len(counts.ready) > 1 else "Start 1", "circle-play")
        elif self._finished:
            self._offer("Day finished: report", "chart-column")
        else:
            self._offer("", "check")

    def offer_fill(self, rounds: Sequence[RoundToFill]) -> None:
        """Offer to fill the round that comes next, or else the one that runs."""
        coming = rounds[-1] if rounds else None
        words = f"Fill {coming.words.partition(' ')[0]}" if coming else ""
        if words != self.filler.words() or self.filler.isHidden() is bool(words):
            self.filler.set_words(words)
            self.filler.setVisible(bool(words))
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Shorten the choice of rows, then leave out the numbers that are needed least, until the line fits."""
        for name in _LEAST_NEEDED:
            self.chips[name].setVisible(True)
        self._call_rows(ROWS)
        self.filler.shorten(0)
        steps: list[Callable[[], object]] = [partial(self.filler.shorten, 1), partial(self._call_rows, SHORT_ROWS)]
        steps += [partial(self.filler.shorten, 3), *(self.chips[name].hide for name in _LEAST_NEEDED)]
        for step in steps:
            if self._needed() <= self.width():
                return
            step()

    def _needed(self) -> int:
        shown = [w for w in (*self.chips.values(), self.button, self.filler, self.rows) if not w.isHidden()]
        return sum(w.sizeHint().width() for w in shown) + self._row.spacing() * len(shown)

    def _call_rows(self, words: tuple[str, ...]) -> None:
        if self._called is not words:
            self._called = words
            self.rows.set_words(words)

    def _offer(self, words: str, icon: str) -> None:
        if self.button.words() == words and self.button.isHidden() is not bool(words):
            return
        self.button.set_words(words, icon)
        self.button.setVisible(bool(words))
        self._fit()

    def _button_pressed(self) -> None:
        (self.report if self._finished else self.several).emit()

    def _fill_pressed(self) -> None:
        self.fill.emit()

    def _pressed(self, name: str) -> None:
        on = self.chips[name].isChecked()
        for other, chip in self.chips.items():
            chip.setChecked(on and other == name)
        self.filtered.emit(_KINDS[name] if on else frozenset())
