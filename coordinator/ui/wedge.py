"""Keys that belong to the scan line although another widget has the focus.

A keyboard-wedge scanner types like a person, only faster. Letters and digits typed outside a text field go to the scan
line at once. Inside a text field, and on a grid that has letters of its own, timing tells a scan from typing: keys
less than fifty milliseconds apart until Enter or Tab. There the checksum decides whether it was a badge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from coordinator.domain import badge

if TYPE_CHECKING:
    from collections.abc import Callable

GAP_MS = 50
HOLD_MS = 60
"""So long a letter waits on a widget with letters of its own: scanners can be slow, and no letter may act too soon."""

SHORTEST_SCAN = 8
NO_TYPIST = 4
"""So many letters in one burst were not typed by hand, even if no Enter has come yet."""

_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_AltGr, Qt.Key.Key_NumLock)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_TEXT_FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox)


class Target(Protocol):
    """Where scanned and typed text goes."""

    def type_into_scan_line(self, text: str) -> None:
        """Bring the scan line on screen and put this text into it."""

    def scan_from_elsewhere(self, text: str) -> None:
        """Take a whole scan."""

    def scan_field(self) -> QWidget | None:
        """Return the field itself, which needs no help."""


@dataclass(slots=True)
class _Burst:
    text: str = ""
    field_before: str = ""
    cursor_before: int = 0


class Wedge(QObject):
    """Watches the keys of one window; `now` returns milliseconds (a test may bring its own)."""

    def __init__(self, target: Target, window: QWidget, now: Callable[[], int] | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._target = target
        self._timer = QElapsedTimer()
        self._timer.start()
        self._now = now or self._timer.elapsed
        self._last = -10 * GAP_MS
        self._burst = _Burst()
        self._held: list[QKeyEvent] = []
        self._holder: QWidget | None = None
        self._replaying = False
        self._release = QTimer(self)
        self._release.setSingleShot(True)
        self._release.timeout.connect(self._let_go)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at every key before the focused widget does."""
        if event.type() is not QEvent.Type.KeyPress or self._replaying or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _MODIFIERS:
            return False  # a scanner presses Shift before every capital letter
        focus = QApplication.focusWidget()
        if watched is not focus and not (focus is None and isinstance(watched, QWidget)):
            return False
        if not isinstance(watched, QWidget) or watched.window() is not self._window:
            return False
        if QApplication.activeModalWidget() or QApplication.activePopupWidget():
            return False
        if focus is not None and focus is self._target.scan_field():
            return False
        if getattr(focus, "keeps_scans", False):
            return False
        if isinstance(focus, _TEXT_FIELDS) or (isinstance(focus, QComboBox) and focus.isEditable()):
            return self._in_text(focus, event)
        return self._outside(focus, event)

    def _gap(self, event: QKeyEvent) -> int:
        """Return how long ago the last key was pressed, by the system's time so that a busy moment changes nothing."""
        now = event.timestamp() or self._now()
        gap, self._last = now - self._last, now
        return gap

    def _in_text(self, field: QWidget, event: QKeyEvent) -> bool:
        fast = self._gap(event) < GAP_MS
        if _is_end(event):
            text, self._burst.text = self._burst.text, ""
            if fast and len(text) >= SHORTEST_SCAN and not isinstance(badge.read(text, ""), badge.Words):
                self._take_back(field)
                self._target.scan_from_elsewhere(text)
                return True
            return False
        if not _is_typing(event):
            return False
        if not fast:
            self._burst = _Burst()
            if isinstance(field, QLineEdit):
                self._burst.field_before, self._burst.cursor_before = field.text(), field.cursorPosition()
        self._burst.text += event.text()
        return False

    def _take_back(self, field: QWidget) -> None:
        """Remove from the field what the scanner has just typed into it."""
        if isinstance(field, QLineEdit):
            field.setText(self._burst.field_before)
            field.setCursorPosition(self._burst.cursor_before)

    def _outside(self, focus: QWidget | None, event: QKeyEvent) -> bool:
        fast = self._gap(event) < HOLD_MS
        if not getattr(focus, "letters_here", False):
            if not _is_typing(event) or not event.text().isalnum():
                return False
            self._target.type_into_scan_line(event.text())
            return True
        if self._held and _is_end(event) and fast and len(self._held) >= SHORTEST_SCAN:
            text = "".join(held.text() for held in self._held)
            self._held.clear()
            self._release.stop()
            self._target.scan_from_elsewhere(text)
            return True
        if not _is_typing(event) or not event.text().isalnum():
            self._let_go()
            return False
        self._holder = focus
        self._held.append(QKeyEvent(event))
        self._release.start(HOLD_MS)
        return True

    def _let_go(self) -> None:
        """Hand keys that turned out to be typing to the widget they were meant for."""
        held, self._held = self._held, []
        holder, self._holder = self._holder, None
        self._release.stop()
        if holder is None:
            return
        if len(held) >= NO_TYPIST:
            self._target.type_into_scan_line("".join(event.text() for event in held))
            return
        self._replaying = True
        try:
            for event in held:
                QCoreApplication.sendEvent(holder, event)
        finally:
            self._replaying = False


def _is_end(event: QKeyEvent) -> bool:
    return event.key() in _ENDS or event.text() == "\n"


def _is_typing(event: QKeyEvent) -> bool:
    return bool(event.text()) and event.text().isprintable() and not event.modifiers() & _COMMANDS
