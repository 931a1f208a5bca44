"""The one field for scanning and searching."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from coordinator.ui import look
from coordinator.ui.look import Tone
from coordinator.ui.widgets.boxes import Row
from coordinator.ui.widgets.painted import Painted
from coordinator.ui.widgets.pill import DOT, Pill

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

_PICKS = {getattr(Qt.Key, f"Key_{n}"): n - 1 for n in range(1, 9)}
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
LISTENING = "Always listening"


class ScanLine(Painted):
    """A tall field; Enter or Tab ends a scan or a pick, Esc clears, the arrows walk through what was found."""

    submitted = Signal(str)
    edited = Signal(str)
    stepped = Signal(int)
    picked = Signal(int)
    cleared = Signal()
    confirmed = Signal()
    listening = Signal(bool)

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName("Scan or search")
        self.line.setAccessibleDescription(placeholder)
        self.line.setFrame(False)
        self.line.setMaxLength(2000)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self.edited)
        self.chip = Pill(LISTENING, Tone.OK, DOT, height=32)
        self.picking = False
        self._row = Row(self, margins=(63, 4, 17, 4), gap=10)
        self._row.addWidget(self.line, 1)
        self._row.addWidget(self.chip)
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.restyle()

    def restyle(self) -> None:
        """Take font and colours from the look."""
        self.line.setFont(look.font("field"))
        palette = QPalette(self.line.palette())
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        palette.setColor(QPalette.ColorRole.Text, look.colour("text"))
        palette.setColor(QPalette.ColorRole.PlaceholderText, look.colour("text3"))
        self.line.setPalette(palette)
        super().restyle()

    def sizeHint(self) -> QSize:
        """Return the height of the field."""
        return QSize(look.px(600), look.px(74))

    def add(self, widget: QWidget) -> None:
        """Put something more at the right end of the field."""
        self._row.addWidget(widget)

    def listen(self) -> None:
        """Say whether keys arrive here: not while another program has the keyboard."""
        active = self.isActiveWindow()
        self.chip.say(LISTENING if active else "Click here to scan", Tone.OK if active else Tone.WAIT)
        self.listening.emit(active)

    def event(self, event: QEvent) -> bool:
        """Notice that the window gets or loses the keyboard."""
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate):
            self.listen()
        return super().event(event)

    def text(self) -> str:
        """Return what stands in the field."""
        return self.line.text()

    def clear(self) -> None:
        """Empty the field."""
        self.line.clear()
        self.edited.emit("")

    def type(self, text: str) -> None:
        """Put text at the cursor, as if it had been typed, and take the focus."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.insert(text)
        self.edited.emit(self.line.text())

    def submit(self) -> None:
        """End the scan: tell what stands in the field and empty it; an empty one confirms a choice elsewhere."""
        text = self.line.text()
        self.line.clear()
        if text.strip():
            self.submitted.emit(text)
        else:
            self.confirmed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the keys of the field before the field does."""
        match event.type():
            case QEvent.Type.FocusIn | QEvent.Type.FocusOut:
                self.update()
            case QEvent.Type.ShortcutOverride if isinstance(event, QKeyEvent) and self._pick_of(event) is not None:
                event.accept()
                return True
            case QEvent.Type.ShortcutOverride if isinstance(event, QKeyEvent) and not self.line.text():
                # An empty field has nothing to undo or delete: the keys belong to the window.
                event.ignore()
                return True
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent):
                return self._key(event)
            case _:
                pass
        return super().eventFilter(watched, event)

    def _pick_of(self, event: QKeyEvent) -> int | None:
        if not self.picking or event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return None
        return _PICKS.get(Qt.Key(event.key()))

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        pick = self._pick_of(event)
        if pick is not None:
            self.picked.emit(pick)
        elif (
            key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            or event.text() == "\n"
            or (key is Qt.Key.Key_Tab and self.line.text())
        ):
            self.submit()
        elif key is Qt.Key.Key_Escape:
            self.line.clear()
            self.cleared.emit()
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        else:
            return False
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint frame, halo and icon."""
        painter = look.smooth(QPainter(self))
        area = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        if self.line.hasFocus():
            look.rounded(painter, area, 10, look.colour("surface"))
            look.focus_ring(painter, area, 10)
        else:
            look.rounded(painter, area, 10, look.colour("surface"), look.colour("border_strong"))
        size = look.px(26)
        icon = QRectF(look.px(25), (self.height() - size) / 2, size, size)
        look.paint_icon(painter, "scan-line", icon, look.colour("accent"))
        painter.end()
