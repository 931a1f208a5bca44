"""The window: rail, top bar, footer, and one page at a time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMessageBox, QStackedWidget, QVBoxLayout, QWidget

from coordinator.ui import look
from coordinator.ui.footer import Footer
from coordinator.ui.frame_state import FrameState
from coordinator.ui.keys_sheet import KeysSheet
from coordinator.ui.rail import Rail
from coordinator.ui.top_bar import TopBar
from coordinator.ui.wedge import Wedge
from coordinator.ui.widgets.bar import Bar
from coordinator.ui.widgets.scan_line import ScanLine
from coordinator.ui.widgets.scroll import Scroll
from coordinator.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QCloseEvent

    from coordinator.ui.page import Page

SCAN_PAGE = "checkin"


class Window(QWidget):
    """The common frame; whoever joins the program gives it pages and, every second, a `FrameState`."""

    undo_asked = Signal()
    redo_asked = Signal()
    retry_asked = Signal()
    zoomed = Signal(int)

    def __init__(self, pages: Sequence[Page], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = {page.key: page for page in pages}
        self._current = ""
        self._state = FrameState()
        self.setWindowTitle("Event-Day Coordinator")
        self.setMinimumSize(960, 600)
        self.rail = Rail(pages)
        self.top = TopBar()
        self.bar = Bar(look.Tone.BAD)
        self.footer = Footer()
        self._stack = QStackedWidget()
        self._frames: dict[str, Scroll] = {}
        self._lay_out()
        self.toast = Toast(self)
        self._connect(pages)
        self._shortcuts()
        self.wedge = Wedge(self, self)
        if pages:
            self.show_page(pages[0].key)

    # -- what the program tells it

    def set_frame(self, state: FrameState) -> None:
        """Show what the frame says; only what changed is painted anew."""
        before, self._state = self._state, state
        self.top.show_state(state)
        self.footer.show_line(state.desk_line, state.desk_tone)
        if state.badges != before.badges:
            self.rail.show_counts(state.badges)
        if state.not_saved != self.bar.words():
            self.bar.say(state.not_saved, "Try again" if state.not_saved else "", tone=look.Tone.BAD)

    def tick(self) -> None:
        """Let the page on screen know that a second has passed."""
        page = self.current_page()
        if page is not None:
            page.tick()

    def show_page(self, key: str, what: str = "") -> None:
        """Bring a page on screen."""
        page = self._pages.get(key)
        if page is None:
            return
        self._current = key
        self._stack.setCurrentWidget(self._frames[key])
        self.rail.show_current(key)
        self.top.title.setText(page.title)
        self.footer.show_keys(page.keys)
        page.show_now(what)

    def current_page(self) -> Page | None:
        """Return the page on screen."""
        return self._pages.get(self._current)

    def under_way(self) -> str:
        """Say what would be cut short if the window closed now, or nothing."""
        return " ".join(filter(None, (page.under_way() for page in self._pages.values())))

    def page(self, key: str) -> Page | None:
        """Return a page by its key."""
        return self._pages.get(key)

    def say(self, sentence: str, *, undo: bool = False) -> None:
        """Show a notice for ten seconds."""
        self.toast.say(sentence, undo=undo)

    # -- where keys and scans go

    def scan_line(self) -> ScanLine | None:
        """Return the scan line of the check-in page."""
        page = self._pages.get(SCAN_PAGE)
        return page.findChild(ScanLine) if page is not None else None

    def scan_field(self) -> QWidget | None:
        """Return the field of the scan line, which needs no help with its keys."""
        line = self.scan_line()
        return line.line if line is not None else None

    def type_into_scan_line(self, text: str) -> None:
        """Bring the scan line on screen and put this text into it."""
        line = self.scan_line()
        if line is not None:
            if self._current != SCAN_PAGE:
                self.show_page(SCAN_PAGE)
            line.type(text)

    def scan_from_elsewhere(self, text: str) -> None:
        """Take a scan that was typed while another widget had the focus."""
        line = self.scan_line()
        if line is not None:
            if self._current != SCAN_PAGE:
                self.show_page(SCAN_PAGE)
            line.clear()
            line.submitted.emit(text)

    # -- how it is built

    def _lay_out(self) -> None:
        whole = QHBoxLayout(self)
        right = QVBoxLayout()
        for layout in (whole, right):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        whole.addWidget(self.rail)
        whole.addLayout(right, 1)
        right.addWidget(self.top)
        right.addWidget(self.bar)
        right.addWidget(self._stack, 1)
        right.addWidget(self.footer)

    def _connect(self, pages: Sequence[Page]) -> None:
        for page in pages:
            frame = Scroll(page)
            self._frames[page.key] = frame
            self._stack.addWidget(frame)
            page.asked_for.connect(self.show_page)
            page.said.connect(lambda sentence, undo: self.say(sentence, undo=undo))
            page.keys_changed.connect(self._keys_changed)
        self.rail.chosen.connect(self.show_page)
        self.toast.undo.connect(self.undo_asked)
        self.bar.first.clicked.connect(self.retry_asked)

    def _shortcuts(self) -> None:
        for number, key in enumerate(self._pages, 1):
            if number < 10:
                self._on(f"Ctrl+{number}", partial(self.show_page, key))
        self._on("Ctrl+,", lambda: self.show_page("settings"))
        self._on("Ctrl+P", lambda: self.show_page("print"))
        self._on("Ctrl+R", lambda: self.show_page("replan"))
        self._on("Ctrl+K", self._find)
        self._on("Ctrl+Z", self.undo_asked.emit)
        self._on("Ctrl+Shift+Z", self.redo_asked.emit)
        self._on("Ctrl++", lambda: self._zoom(1))
        self._on("Ctrl+=", lambda: self._zoom(1))
        self._on("Ctrl+-", lambda: self._zoom(-1))
        self._on("Ctrl+0", lambda: self._zoom(0))
        self._on("F11", self._full_screen)
        self._on("F1", self._show_keys)

    def _on(self, keys: str, action: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(action)

    def _find(self) -> None:
        self.show_page(SCAN_PAGE)
        line = self.scan_line()
        if line is not None:
            line.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            line.line.selectAll()

    def _zoom(self, step: int) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            look.apply(app, zoom_percent=look.next_zoom(step))
            self.zoomed.emit(look.zoom())

    def _full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _show_keys(self) -> None:
        page = self.current_page()
        if page is not None:
            sheet = KeysSheet(page.title, page.keys, self)
            sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            sheet.open()

    def _keys_changed(self) -> None:
        page = self.current_page()
        if page is not None:
            self.footer.show_keys(page.keys)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, unless something is not saved or not printed yet and staff would rather wait."""
        not_saved = self._state.not_saved
        asked = {
            "Not saved": f"{not_saved} What is not saved is lost when the window closes now." if not_saved else "",
            "Still printing": self.under_way(),
        }
        if all(self._may_close(title, question) for title, question in asked.items() if question):
            super().closeEvent(event)
        else:
            event.ignore()

    def _may_close(self, title: str, question: str) -> bool:
        buttons = QMessageBox.StandardButton
        choices = buttons.Discard | buttons.Cancel
        return QMessageBox.question(self, title, question, choices, buttons.Cancel) is not buttons.Cancel
