"""What becomes of the keys in the scan line: a scan, a name that is looked up, or a choice among those found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from coordinator.ui.pages.checkin.answers import found

if TYPE_CHECKING:
    from coordinator.ui.pages.checkin.deeds import CheckinDeeds
    from coordinator.ui.pages.checkin.stage import Stage

SCANNER_PAUSE_MS = 60
"""A pause in typing after which names are looked up; a scanner is faster."""


class NameSearch(QObject):
    """Tells scans from names; nobody is checked in by a guess that was not on screen."""

    def __init__(self, stage: Stage, deeds: CheckinDeeds, parent: QObject) -> None:
        super().__init__(parent)
        self._scan, self._results, self._deeds = stage.scan, stage.results, deeds
        self.typed = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SCANNER_PAUSE_MS)
        self._pause.timeout.connect(self.search)
        self._scan.submitted.connect(self._submitted)
        self._scan.edited.connect(self._edited)
        self._scan.picked.connect(self._results.pick)
        self._results.chosen.connect(self._picked)

    def look_for(self, text: str) -> None:
        """Search for this as if it had been typed."""
        self._scan.line.setText(text)
        self.search()
        self._scan.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self) -> None:
        """Show whom the text in the field may mean."""
        self.typed = self._scan.text()
        hits = () if self._deeds.is_badge(self.typed) else self._deeds.find(self.typed)
        self._results.show_found([found(hit) for hit in hits], self._scan)
        self._scan.picking = bool(hits)

    def close(self) -> None:
        """Close the list of those found."""
        self._pause.stop()
        self._results.hide()
        self._scan.picking = False

    def name_typed(self) -> str:
        """Return what was typed last, if it may be a name."""
        text = self._scan.text() or self.typed
        return "" if self._deeds.is_badge(text) or not any(letter.isalpha() for letter in text) else text

    def _submitted(self, text: str) -> None:
        current, typed = self._results.current(), self.typed
        self.close()
        if self._deeds.is_badge(text):
            self._deeds.scan(text)
        elif current is not None and text == typed:
            self._deeds.check_in(current.key)
        elif (person := self._deeds.exactly(text)) is not None:
            self._deeds.check_in(person)
        elif self._deeds.find(text):
            self.look_for(text)
        else:
            self.typed = text
            self._deeds.scan(text)

    def _edited(self, text: str) -> None:
        if text.strip():
            self._pause.start()
        else:
            self.close()

    def _picked(self, person: str) -> None:
        self._scan.line.clear()
        self.close()
        self._deeds.check_in(person)
