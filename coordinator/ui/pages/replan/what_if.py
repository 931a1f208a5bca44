"""What if: one field takes names, tables and times, and a list keeps what is imagined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent

from coordinator.ui import look
from coordinator.ui.widgets import Button, Card, Found, Kind, LineEdit, Row, RowList, Scroll, SearchResults, Text
from coordinator.views.imagining import Thought, What, thoughts
from coordinator.views.search import Index

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from coordinator.desk.desk import Desk

_ICONS = {What.PERSON: "user-x", What.DELEGATION: "users", What.TABLE: "table-2", What.END: "clock"}


class ThoughtRows(RowList[Thought]):
    """What is imagined; `dropped` tells the index of what is taken off the list."""

    dropped = Signal(int)
    LEAST = 44
    MOST = 44

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("What is imagined", parent)
        self.set_selectable(True)
        self.activated.connect(self.dropped)

    def words(self, row: Thought) -> str:
        """Say a thought in words."""
        return row.clause

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the chosen row off with Delete."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.selected >= 0:
            self.dropped.emit(self.selected)
        else:
            super().keyPressEvent(event)

    def paint_row(self, painter: QPainter, area: QRectF, row: Thought, index: int) -> None:
        """Paint one thought."""
        if index in (self.selected, self.over):
            fill = "accent_soft" if index == self.selected and self.hasFocus() else "surface2"
            look.rounded(painter, area.adjusted(0, 1, 0, -1), 8, look.colour(fill))
        size, middle = look.px(18), area.center().y()
        spot = QRectF(area.left() + look.px(10), middle - size / 2, size, size)
        look.paint_icon(painter, _ICONS[row.what], spot, look.colour("wait.text"))
        left = spot.right() + look.px(10)
        room = area.right() - left - look.px(12)
        title = row.clause[:1].upper() + row.clause[1:]
        upper = QRectF(left, middle - look.px(18), room, look.px(18))
        look.text(painter, upper, title, look.font("body_strong"), look.colour("text"))
        lower = QRectF(left, middle, room, look.px(16))
        look.text(painter, lower, row.detail, look.font("small"), look.colour("text3"))


class WhatIfCard(Card):
    """`edited` tells that something else is imagined, `tried` that plans are wanted, `left` that they are not."""

    tried = Signal()
    left = Signal()
    edited = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("What if…", margins=(18, 14, 18, 14), gap=10, parent=parent)
        self._desk = desk
        self._index: Index | None = None
        self._found: dict[str, Thought] = {}
        self.field = LineEdit("", "A name, an organisation, table 8, or 11:30")
        self.field.setAccessibleName("Who stays away, which table closes, or when everything ends")
        self.results = SearchResults(self)
        self.rows = ThoughtRows()
        self.hint = Text("", "small", "text3", wrap=True)
        self.go = Button("Find plans for this", "calendar-sync", kind=Kind.PRIMARY, key="F5", height=44)
        back = Button("Back", "arrow-left", key="Esc", height=44)
        bottom = Row(gap=8)
        bottom.addWidget(self.go, 1)
        bottom.addWidget(back)
        words = "Somebody stays away, a table closes, the day ends early. The day itself is not touched."
        self.body.addWidget(Text(words, "body", "text2", wrap=True))
        self.body.addWidget(self.field)
        self.body.addWidget(Scroll(self.rows), 1)
        self.body.addWidget(self.hint)
        self.body.addLayout(bottom)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._look)
        self.results.chosen.connect(self._add)
        self.rows.dropped.connect(self._drop)
        self.go.clicked.connect(self.tried)
        back.clicked.connect(self.left)
        self._show()

    def imagined(self) -> tuple[Thought, ...]:
        """Return what is imagined."""
        return self.rows.rows

    def open(self) -> None:
        """Come on screen, ready to type."""
        self._index = Index(self._desk.day)
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_back(self) -> bool:
        """Clear what is half typed; returns whether there was anything."""
        typed = bool(self.field.text())
        self.field.clear()
        return typed

    def clear(self) -> None:
        """Imagine nothing any more."""
        self.rows.show_rows(())
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk through what was found, and take it, while the field keeps the focus."""
        if watched is not self.field or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        picked = self._pick_of(event)
        if event.type() is QEvent.Type.ShortcutOverride and picked is not None:
            event.accept()
            return True
        if event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        current = self.results.current()
        if step and current is not None:
            self.results.step(step)
        elif picked is not None:
            self.results.pick(picked)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
            self.results.hide()
            self._add(current.key)
        else:
            return super().eventFilter(watched, event)
        return True

    def _pick_of(self, event: QKeyEvent) -> int | None:
        """Return which of the rows found is meant by its number."""
        number = event.key() - Qt.Key.Key_1
        with_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return number if with_control and 0 <= number < len(self.results.rows()) else None

    def _look(self, text: str) -> None:
        index = self._index or Index(self._desk.day)
        found = thoughts(self._desk.day, index, text, self._desk.now)
        self._found = {f"{each.what}:{each.key}": each for each in found}
        rows = [Found(k, t.title, t.detail, icon=_ICONS[t.what]) for k, t in self._found.items()]
        self.results.show_found(rows, self.field)
        self.hint.setText("Nothing of this event is called so." if len(text) > 2 and not rows else _HINT)

    def _add(self, key: str) -> None:
        thought = self._found.get(key)
        self.field.clear()
        if thought is None:
            return
        # The day ends once: a second time replaces the first.
        kept = [t for t in self.rows.rows if t != thought and not t.what is thought.what is What.END]
        self.rows.show_rows((*kept, thought))
        self._show()

    def _drop(self, index: int) -> None:
        rows = list(self.rows.rows)
        del rows[index]
        self.rows.show_rows(rows, min(index, len(rows) - 1))
        self._show()
        if not rows:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        self.go.setEnabled(bool(self.rows.rows))
        self.hint.setText(_HINT)
        self.edited.emit()


_HINT = "Enter takes what is marked; Delete takes a row off the list."
