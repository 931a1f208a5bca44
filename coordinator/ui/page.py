"""What the window asks of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from coordinator.ui import look

if TYPE_CHECKING:
    from coordinator.ui.widgets.key_hint import KeyHint


class Page(QWidget):
    """One screen of the window.

    `key` names it (`checkin`, `floor`, …), `title` and `icon` stand in the rail, `keys` in the footer. A page asks for
    another one by `asked_for` with its key and, if need be, the id of what to show there; for a notice by `said`, with
    the sentence and whether it can be undone. `keys_changed` makes the window read `keys` again.
    """

    key: ClassVar[str] = ""
    title: ClassVar[str] = ""
    icon: ClassVar[str] = ""
    keys: tuple[KeyHint, ...] = ()

    asked_for = Signal(str, str)
    said = Signal(str, bool)
    keys_changed = Signal()

    def show_now(self, what: str = "") -> None:
        """Come on screen, at `what` if an id is given; bring everything up to date and set the focus."""

    def tick(self) -> None:
        """A second has passed while this page is on screen."""

    def under_way(self) -> str:
        """Say what would be cut short if the window closed now, or nothing."""
        return ""


class SteadyPage(Page):
    """A page whose parts scroll inside it, so that it never grows with its words."""

    def sizeHint(self) -> QSize:
        """Return what the page needs at least."""
        return QSize(look.px(860), look.px(500))

    def minimumSizeHint(self) -> QSize:
        """Return what the page needs at least."""
        return self.sizeHint()

    def heightForWidth(self, _width: int) -> int:
        """Return what the page needs at least, however its words wrap."""
        return self.sizeHint().height()
