"""The logo of an event: shown, chosen, and taken away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from coordinator.domain.trouble import WorldTrouble
from coordinator.paper import logo
from coordinator.ui import look
from coordinator.ui.widgets import Button, Column, Painted, Row, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from coordinator.ui.tasks import Task, Tasks


class LogoPicture(Painted):
    """The logo on white paper, or the word that there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_logo(self, content: bytes) -> None:
        """Show a logo, or none."""
        self._picture = QImage.fromData(content) if content else QImage()
        self.setAccessibleName("The logo" if content else "No logo")
        self.update()

    def has_logo(self) -> bool:
        """Return whether a logo is shown."""
        return not self._picture.isNull()

    def sizeHint(self) -> QSize:
        """Return a small plate."""
        return QSize(look.px(88), look.px(68))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the plate."""
        painter = look.smooth(QPainter(self))
        area = QRectF(self.rect())
        look.rounded(painter, area, 8, look.colour("#FFFFFF" if self.has_logo() else "surface2"), look.colour("border"))
        if self.has_logo():
            room, picture = area.adjusted(8, 8, -8, -8), self._picture
            scale = min(room.width() / picture.width(), room.height() / picture.height())
            shown = QRectF(0, 0, picture.width() * scale, picture.height() * scale)
            shown.moveCenter(room.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(shown, picture)
        else:
            look.text(painter, area, "No logo", look.font("small"), look.colour("text3"), look.CENTER)
        painter.end()


class LogoField(QWidget):
    """The logo with its two buttons; `changed` tells a checked one, or nothing where it is taken away."""

    changed = Signal(bytes)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._task: Task[bytes] | None = None
        self.picture = LogoPicture()
        self.choose = Button("Choose…", "folder-open", height=32, hint="A PNG or JPEG for light grounds")
        self.remove = Button("Remove", "x", height=32)
        self._trouble = Text("", "small", "bad.text", wrap=True)
        self.choose.clicked.connect(self._ask)
        self.remove.clicked.connect(self._remove)
        row, buttons, column = Row(gap=10), Column(gap=4), Column(self, gap=4)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        row.addWidget(self.picture)
        row.addLayout(buttons)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._trouble)
        self.show_logo(b"")

    def show_logo(self, content: bytes) -> None:
        """Show the logo, silently."""
        self.picture.show_logo(content)
        self.remove.setVisible(bool(content))
        self._say("")

    def trouble(self) -> str:
        """Return why a picture could not be taken."""
        return self._trouble.text()

    def take(self, path: Path) -> None:
        """Look whether a picture can be the logo, and take it."""

        def work() -> bytes:
            try:
                content = path.read_bytes()
            except OSError as trouble:
                raise WorldTrouble(f"“{path}” cannot be read: {trouble.strerror or trouble}.") from trouble
            return logo.checked(content)

        self._say("")
        if self._task is not None:
            self._task.cancel()
        self._task = self._tasks.run(work, self._took, self._refused)

    def _took(self, content: bytes) -> None:
        self.show_logo(content)
        self.changed.emit(content)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, WorldTrouble):
            raise error
        self._say(str(error))

    def _remove(self) -> None:
        self.show_logo(b"")
        self.changed.emit(b"")

    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Choose a logo", str(Path.home()), "Pictures (*.png *.jpg *.jpeg)")
        if name:
            self.take(Path(name))

    def _say(self, words: str) -> None:
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))
