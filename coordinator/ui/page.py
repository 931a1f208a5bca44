"""What the window asks of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

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
